"""``fashionseg report``: once, again and again, and with bad input."""

import os
import shutil
from pathlib import Path

import pytest
from tests.figures_tests.conftest import write_run
from tests.tables_tests.made_up_results import write_result

from fashionseg.commands import report as command
from fashionseg.commands import write_report as writing
from fashionseg.commands.main import main
from fashionseg.commands.options.report import WATCH_SECONDS


@pytest.fixture
def run(place, prepared, monkeypatch):
    """Calls the command on the made-up results."""
    installed = []
    monkeypatch.setattr(command, 'use_engine', lambda *args: installed.append(args))

    def call(*options):
        return main([
            'report', '--out', place.results_dir, '--data', str(prepared), '--costs',
            place.costs_dir, '--measurements', place.measurements_dir, *options])

    call.path = f'{place.folder}/report.html'
    call.installed = installed
    return call


def read(run):
    with open(run.path, encoding='utf-8') as file:
        return file.read()


def test_one_file(run, place, capsys):
    before = sorted(os.listdir(place.folder))
    assert run('--n-photos', '1') == 0
    out, err = capsys.readouterr()
    assert out == f'{run.path}: 2 finished, 10 not run\n' and err == ''
    assert sorted(os.listdir(place.folder)) == sorted([*before, 'report.html'])
    html = read(run)
    assert html.startswith('<!DOCTYPE html>') and html.endswith('</html>\n')
    assert 'data-map="photo-0-segnet"' in html and 'data-map="photo-1' not in html
    assert 'data-refresh=' not in html and run.installed


def test_photos_and_file_of_choice(run, held_out, tmp_path, capsys):
    path = tmp_path / 'new' / 'r.html'
    assert run('--photos', held_out.ids[2], '--pooling-photo', held_out.ids[1],
               '--file', str(path)) == 0
    html = path.read_text()
    assert f'Photo {held_out.ids[2]}' in html and 'Photos given by id.' in html
    assert f'Photo {held_out.ids[1]}, given by id' in html
    assert not os.path.exists(run.path)


def test_without_photos_for_others(run):
    assert run('--no-photos') == 0
    html = read(run)
    assert 'left out by --no-photos' in html
    assert 'data:image' not in html and '"photo-0' not in html
    assert 'The photos are not counted' not in html  # Table I stays


def test_photos_that_are_not_prepared(run, tmp_path, capsys):
    assert run('--data', str(tmp_path / 'nowhere')) == 0
    assert capsys.readouterr().err == ''
    assert 'no prepared data set in' in read(run)


@pytest.mark.parametrize('options, words', [
    (['--photos', '7'], 'photo 7 is not in the evaluation part'),
    (['--pooling-photo', '7'], 'photo 7 is not in the evaluation part'),
    (['--n-photos', '0'], 'is not a whole number from 1 up'),
    (['--n-photos', '21'], 'a figure of 21 photos'),
    (['--profile', 'small'], 'no results in'),
])
def test_bad_input_is_one_line_and_nothing_is_written(run, capsys, options, words):
    assert run(*options) == 2
    out, err = capsys.readouterr()
    assert out == '' and err.startswith('error: ') and err.count('\n') == 1
    assert words in err and not os.path.exists(run.path)


@pytest.mark.parametrize('options', [
    ['--watch', '0'], ['--watch', 'x'], ['--wach'], ['--profile', 'huge']])
def test_bad_options(run, capsys, options):
    assert run(*options) == 2
    assert capsys.readouterr().err.startswith('error: ')


def test_a_file_that_cannot_be_written(run, tmp_path, capsys):
    (tmp_path / 'file').write_text('x')
    assert run('--file', str(tmp_path / 'file' / 'r.html')) == 2
    assert capsys.readouterr().err.startswith('error: ')


def test_damage_is_told_and_gives_another_status(run, place, tmp_path, capsys):
    write_result(tmp_path / 'results', 'B').write_text('{')
    assert run('--no-photos') == 1
    out, err = capsys.readouterr()
    assert '2 finished, 1 damaged, 9 not run' in out
    assert err.startswith('warning: ') and err.count('\n') == 1
    assert 'B/seed0/result.json is damaged' in err


def test_a_full_disk_leaves_the_old_report(run, monkeypatch, capsys):
    assert run('--no-photos') == 0
    old = read(run)

    def full(*args, **kwargs):
        raise OSError(28, 'No space left on device')

    monkeypatch.setattr(writing, 'open', full, raising=False)
    assert run('--no-photos') == 2
    assert 'is full; free some room' in capsys.readouterr().err
    assert read(run) == old
    assert not [n for n in os.listdir(os.path.dirname(run.path)) if '.tmp' in n]


def test_watch_until_all_runs_are_finished(run, place, held_out, monkeypatch, capsys):
    pages, waits = [], []

    def sleep(seconds):
        pages.append(read(run))
        waits.append(seconds)
        for key in ('B', 'C', 'D', 'E', 'F', 'G', 'H', 'unet', 'deeplabv3plus',
                    'pspnet')[5 * len(waits) - 5:5 * len(waits)]:
            write_result(Path(place.results_dir), key, data_hash=held_out.data_hash)

    monkeypatch.setattr(command.time, 'sleep', sleep)
    assert run('--watch', '7', '--n-photos', '1') == 0
    assert waits == [7, 7]
    assert all('<body data-refresh="7">' in page for page in pages)
    assert '<body>' in read(run)
    assert capsys.readouterr().out == ''.join(
        f'{run.path}: {words}\n' for words in (
            '2 finished, 10 not run', '7 finished, 5 not run', '12 finished'))


def test_watch_finds_photos_and_weights_that_come_later(
        run, place, prepared, held_out, tmp_path, monkeypatch):
    data = tmp_path / 'data'
    pages = []

    def sleep(seconds):
        pages.append(read(run))
        if len(pages) == 2:
            raise KeyboardInterrupt
        shutil.copytree(prepared, data)
        write_run(Path(place.results_dir), 'B', held_out.data_hash)

    monkeypatch.setattr(command.time, 'sleep', sleep)
    assert run('--watch', '--data', str(data)) == 130
    assert 'data-map="photo' not in pages[0]
    assert 'data-map="photo-0-B"' in pages[1]
    assert f'data-refresh="{WATCH_SECONDS}"' in pages[1]
    # Stopped: an open page is to rest.
    assert '<body>' in read(run) and 'data-map="photo-0-B"' in read(run)
