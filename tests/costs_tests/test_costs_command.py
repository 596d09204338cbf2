"""The command, with made-up counts and times, and the committed results."""

import csv
import json
import pathlib

import pytest

from fashionseg.commands import costs
from fashionseg.commands.main import main
from fashionseg.costs import NETWORKS, read_counts, read_times, write_costs
from fashionseg.errors import UserError

COMMITTED = pathlib.Path(__file__).parents[2] / 'data/results/costs'


@pytest.fixture
def run(monkeypatch, counts, times, tmp_path):
    """Calls the command; ``run.asked`` is what was timed."""
    def call(*argv):
        return main(['costs', '--out', str(tmp_path / 'out'), *argv])

    def time_networks(networks, profile, device, n_round, show):
        call.asked = networks, profile.batch_size, device, n_round
        return {key: times[key] for key in ('rows', 'machine', 'n_round')}

    monkeypatch.setattr(costs, 'use_engine', lambda *args: 'kernels')
    monkeypatch.setattr(costs, 'count_networks', lambda networks, profile, show: (
        counts['rows'] if networks is NETWORKS and profile.width == 1 else None))
    monkeypatch.setattr(costs, 'time_networks', time_networks)
    call.asked = None
    call.out = tmp_path / 'out'
    return call


def test_counts_alone(run, capsys):
    assert run() == 0
    names = ['costs.json', 'costs.csv', 'costs.md']
    assert capsys.readouterr().out.split() == [str(run.out / name) for name in names]
    assert sorted(path.name for path in run.out.iterdir()) == sorted(names)
    assert run.asked is None
    page = (run.out / 'costs.md').read_text()
    assert 'Times are not run yet.' in page
    assert page.count('not run') == 1 + 3 * len(NETWORKS) + 4
    with open(run.out / 'costs.csv', newline='') as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(NETWORKS)
    for row in rows:
        assert row['inference_ms'] == row['training_time_ratio'] == 'not run'
        assert row['time_misfit'] == 'not run'
        assert '' not in row.values()


def test_measured_then_used_again(run, times):
    assert run('--measure', '--rounds', '5', '--batch-size', '2') == 0
    assert run.asked == (NETWORKS, 2, '@numpy', 5)
    written = json.loads((run.out / 'times.json').read_text())
    assert written['rows'] == times['rows'] and written['batch_size'] == 2
    assert written['command'] == (f'fashionseg costs --out {run.out} '
                                  '--measure --rounds 5 --batch-size 2')
    page = (run.out / 'costs.md').read_text()
    assert 'not run' not in page and 'abacus' in page
    assert '| U-Net, unet64 ' in page

    run.asked = None
    assert run() == 0
    assert run.asked is None
    assert json.loads((run.out / 'times.json').read_text()) == written
    assert 'abacus' in (run.out / 'costs.md').read_text()


def test_page_and_csv_agree(run, times):
    assert run('--measure') == 0
    with open(run.out / 'costs.csv', newline='') as file:
        row = {row['variant']: row for row in csv.DictReader(file)}['unet64']
    assert (row['inference_flop_ratio'], row['training_time_ratio']) == ('2', '3')
    assert row['inference_ms'] == '30.0'
    line, = (line for line in (run.out / 'costs.md').read_text().splitlines()
             if line.startswith('| U-Net, unet64') and '1.76' in line)
    assert [cell.strip() for cell in line.split('|')[2:8]] == [
        '1.76', '2.00', '3.00', '1.76', '2.00', '3.00']


@pytest.mark.parametrize('argv, words', [
    (['--rounds', '0'], 'is not a whole number from 1 up'),
    (['--batch-size', '-1'], 'is not a whole number from 1 up'),
    (['--devices', 'x'], 'give cpu, or GPU numbers')])
def test_wrong_options(run, capsys, argv, words):
    assert run(*argv) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and error.count('\n') == 1 and words in error
    assert not run.out.exists()


def test_two_devices(run, capsys, monkeypatch):
    monkeypatch.setattr(costs, 'check_devices', lambda text: ['@cupy:0', '@cupy:1'])
    assert run('--devices', '0,1') == 2
    assert 'times are measured on one device; name one' in capsys.readouterr().err


@pytest.mark.parametrize('text', [
    'no json', '{}', '[]', '{"rows": {"H": {"inference_ms": 1}}}',
    '{"rows": {"H": {"inference_ms": 1, "training_ms": 0}}}',
    '{"rows": {}, "machine": "x", "commit": "x", "command": "x", "n_round": 1, '
    '"batch_size": 1}'])
def test_damaged_times(run, capsys, text):
    run.out.mkdir()
    (run.out / 'times.json').write_text(text)
    assert run() == 2
    error = capsys.readouterr().err
    assert error.count('\n') == 1 and 'times.json is damaged; remove it' in error
    assert [path.name for path in run.out.iterdir()] == ['times.json']
    assert run('--measure') == 0  # what the message names helps


def test_folder_that_cannot_be_written(run, capsys):
    run.out.write_text('a file')
    assert run() == 2
    error = capsys.readouterr().err
    assert error.startswith('error: cannot write') and error.count('\n') == 1


def test_committed_page_follows_from_the_committed_numbers(tmp_path):
    times = COMMITTED / 'times.json'
    write_costs(tmp_path, json.loads((COMMITTED / 'costs.json').read_text()),
                json.loads(times.read_text()) if times.exists() else None)
    names = sorted(path.name for path in COMMITTED.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    for name in names:
        assert (tmp_path / name).read_text() == (COMMITTED / name).read_text(), name


def test_counts_and_times_are_read_back(run, counts, times):
    assert run('--measure') == 0
    assert read_counts(run.out / 'costs.json')['rows'] == counts['rows']
    assert read_times(run.out / 'times.json')['rows'] == times['rows']
    assert read_counts(run.out / 'none.json') is read_times(run.out / 'none') is None


@pytest.mark.parametrize('break_it', [
    lambda counts: counts.pop('commit'), lambda counts: counts['rows'].pop('A'),
    lambda counts: counts['rows']['A'].update(n_param=0),
    lambda counts: counts['rows']['A'].update(training_flop='1')])
def test_damaged_counts(tmp_path, counts, break_it):
    break_it(counts)
    path = tmp_path / 'costs.json'
    path.write_text(json.dumps(counts))
    with pytest.raises(UserError, match='costs.json is damaged .*; count again'):
        read_counts(path)


def test_committed_counts_can_be_read():
    assert read_counts(COMMITTED / 'costs.json')['rows']
    assert read_times(COMMITTED / 'times.json')['rows']
