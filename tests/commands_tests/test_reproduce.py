import json
import os
import pathlib
import shutil

from chainer.backends import cuda
import pytest

from fashionseg.commands import reproduce
from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES, Settings
from fashionseg.datasets import PreparedDataset
from fashionseg.metrics import SegmentationScores
from fashionseg.transforms import EvaluationTransform

ROOT = pathlib.Path(__file__).parents[2]
TABLES = [f'table_{n}.{suffix}' for n in (1, 3, 4, 5)
          for suffix in ('csv', 'md', 'tex')] + ['claims.csv', 'claims.md', 'tables.md']


def _in_process(runs, say):
    """The queue without its processes: calls the same commands here."""
    for name, argv, log in runs:
        os.makedirs(os.path.dirname(log), exist_ok=True)
        assert argv[:2] == ['-m', 'fashionseg'] and main(argv[2:]) == 0
        say(name)


@pytest.fixture
def queue(monkeypatch):
    calls = []

    def run_queue(runs, n_job, say, gpus):
        calls.append(([name for name, _, _ in runs], n_job))
        _in_process(runs, say)

    monkeypatch.setattr(reproduce, 'run_queue', run_queue)
    return calls


def _contents(folder):
    # The report tells when it was written.
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in pathlib.Path(folder).rglob('*')
            if path.is_file() and path.name != 'report.html'}


def test_from_photos_to_tables_and_again(prepared, tiny, queue, tmp_path, capsys):
    argv = ['--data', str(prepared), '--out', str(tmp_path), '--jobs', '1']
    assert main(['reproduce', *argv]) == 0
    assert queue == [(['unet seed 0', 'H seed 0'], 1)]
    folder = tmp_path / 'generated' / 'quick'
    assert sorted(os.listdir(folder)) == [
        'H', 'all_background.json', 'figures', 'report.html', 'tables', 'timing.json',
        'unet']
    assert sorted(os.listdir(folder / 'tables')) == sorted(TABLES)
    assert tiny

    out = capsys.readouterr().out
    train = PreparedDataset(prepared / 'generated-quick', 'train')
    assert ('4 photos for training, 2 for evaluation, data hash '
            + train.data_hash[:12]) in out
    assert '0 of 2 runs are finished, training 2, 1 at a time' in out
    assert out.endswith(f'tables: {folder / "tables" / "tables.md"}\n'
                        f'claims: {folder / "tables" / "claims.md"}\n'
                        f'figures: {folder / "figures" / "figures.md"}\n'
                        f'report: {folder / "report.html"}\n')
    report = (folder / 'report.html').read_text()
    assert report.count('finished</span>') == report.count('2 of 2</td>') == 2
    assert 'data-map="photo-1-unet"' in report
    results = {name: json.loads((folder / name / 'seed0/result.json').read_text())
               for name in ('H', 'unet')}
    for name, result in results.items():
        assert (result['configuration'], result['data_hash']) == (
            name, train.data_hash)
        scores = [result['best'][key][key] for key in ('miou', 'miou_plus')]
        assert f'{name:14} {scores[0]:.3f}  {scores[1]:.3f}\n' in out

    # The map that is background everywhere.
    scores = SegmentationScores()
    held_out = PreparedDataset(prepared / 'generated-quick', 'eval')
    for pair in held_out:
        _, truth = EvaluationTransform()(*pair)
        scores.update(truth, truth * 0)
    assert json.loads((folder / 'all_background.json').read_text()) == {
        **scores.compute(), 'data_hash': train.data_hash,
        'split_sha256': train.split_sha256}

    timing = json.loads((folder / 'timing.json').read_text())
    assert set(timing) == {'rows', 'machine', 'command', 'commit', 'n_round'}
    assert list(timing['rows']) == ['H', 'unet']
    assert all(row[key] > 0 for row in timing['rows'].values()
               for key in ('inference_ms', 'training_ms'))

    text = (folder / 'tables' / 'tables.md').read_text()
    best = 100 * results['H']['best']['miou']['miou']
    assert f'{best:.1f}' in text or f'{best / 100:.3f}' in text
    assert 'not run' in text and 'generated' in text

    # Again: nothing is trained or measured anew, the tables are the same.
    before = _contents(tmp_path)
    assert main(['reproduce', *argv]) == 0
    assert queue[1] == ([], 1)
    assert '2 of 2 runs are finished\n' in capsys.readouterr().out
    assert _contents(tmp_path) == before

    # The tables alone, from the results.
    shutil.rmtree(folder / 'tables')
    assert main(['tables', *argv[:4]]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(TABLES)
    assert _contents(tmp_path) == before

    # One result away: that one alone is trained, to the same scores.
    (folder / 'H' / 'seed0' / 'result.json').unlink()
    assert main(['reproduce', *argv]) == 0
    assert queue[2] == (['H seed 0'], 1)
    again = json.loads((folder / 'H' / 'seed0' / 'result.json').read_text())
    assert again['epochs'] == results['H']['epochs']

    # Photos of another data set do not mix with these results.
    (folder / 'unet' / 'seed0' / 'result.json').write_text(
        json.dumps({**results['unet'], 'data_hash': 'f' * 64}))
    before = _contents(tmp_path)
    capsys.readouterr()
    assert main(['reproduce', *argv]) == 2
    assert 'was made with other photos' in capsys.readouterr().err
    assert _contents(tmp_path) == before


def test_failed_run_ends_without_tables(prepared, tiny, tmp_path, capsys,
                                        monkeypatch):
    # The real queue; the scripts do not know the option.
    monkeypatch.setenv('PYTHONPATH', str(ROOT))
    pending = reproduce.pending_runs
    monkeypatch.setattr(reproduce, 'pending_runs', lambda *args: [
        (name, [*argv, '--seeed', '1'], log) for name, argv, log in pending(*args)])
    argv = ['--data', str(prepared), '--out', str(tmp_path), '--jobs', '2']
    assert main(['reproduce', *argv]) == 2
    error = capsys.readouterr().err
    assert error.count('\n') == 1
    assert error.startswith('error: 2 of 2 runs failed; the first, ')
    assert 'unrecognized arguments: --seeed 1; did you mean --seed?' in error
    assert {path.name for path in tmp_path.rglob('*') if path.is_file()} == {
        'output.txt'}


@pytest.mark.parametrize('options, words', [
    (['--seeds', '0'], ["--seeds: '0' is not a whole number from 1 up"]),
    (['--jobs', '0'], ["--jobs: '0' is not a whole number from 1 to 1024"]),
    (['--devices', '0'], ['GPU 0', '--devices cpu']),
    (['--parallel', 'runs'], ['--parallel runs', '--devices 0,1,2', '--jobs']),
    (['--parallel', 'runs', '--devices', '0'], ['GPU 0', '--devices cpu']),
    (['--dataset', 'ccp', '--ccp-root', '/nowhere'], ['/nowhere']),
    (['--dataset', 'modanet'], ['--modanet-json'])])
def test_bad_options(prepared, tiny, queue, tmp_path, capsys, monkeypatch, options,
                     words):
    monkeypatch.setattr(cuda, 'available', False)
    argv = ['--data', str(prepared), '--out', str(tmp_path / 'out'), *options]
    assert main(['reproduce', *argv]) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and error.count('\n') == 1
    assert all(word in error for word in words)
    assert not (tmp_path / 'out').exists() and queue == []


def test_disk_without_room(tiny, queue, tmp_path, capsys, full_disk):
    argv = ['--data', str(tmp_path / 'data'), '--out', str(tmp_path / 'out')]
    assert main(['reproduce', *argv]) == 2
    error = capsys.readouterr().err
    assert error.count('\n') == 1 and 'free some room' in error
    assert not (tmp_path / 'out').exists() and queue == []
    assert not [path for path in tmp_path.rglob('*') if path.is_file()]


@pytest.mark.parametrize('cores, devices, n_job', [
    (2, 'cpu', 2), (64, 'cpu', 4), (1, 'cpu', 1), (8, '0', 1)])
def test_runs_at_a_time(prepared, tiny, tmp_path, monkeypatch, cores, devices, n_job):
    seen = []

    def run_queue(runs, n_job, say, gpus):
        seen.append(n_job)
        raise KeyboardInterrupt

    monkeypatch.setattr(reproduce, 'count_cores', lambda: cores)
    monkeypatch.setattr(reproduce, 'check_devices', lambda text: ['@numpy'])
    monkeypatch.setattr(reproduce, 'run_queue', run_queue)
    argv = ['--data', str(prepared), '--out', str(tmp_path), '--devices', devices]
    assert main(['reproduce', *argv]) == 130
    assert seen == [n_job]


def _queued(monkeypatch, prepared, out, *options):
    """What ``reproduce`` gives to the queue, with three GPUs that are not there."""
    seen = []

    def run_queue(runs, n_job, say, gpus):
        seen.append((runs, n_job, gpus))
        raise KeyboardInterrupt

    needs = reproduce.queue_needs
    monkeypatch.setattr(reproduce, 'check_devices', lambda text: [
        f'@cupy:{number}' for number in text.split(',')])
    # Two steps are made on the CPU; the memory of the GPUs cannot be asked for.
    monkeypatch.setattr(reproduce, 'queue_needs', lambda runs, args, devices, kept: (
        needs(runs, args, ['@numpy'], kept)))
    monkeypatch.setattr(reproduce, 'check_room', lambda *args, **options: '')
    monkeypatch.setattr(reproduce, 'run_queue', run_queue)
    argv = ['--data', str(prepared), '--out', str(out), '--devices', '0,2,1']
    return main(['reproduce', *argv, *options]), seen


def test_each_gpu_gets_runs_of_its_own(prepared, tiny, tmp_path, monkeypatch):
    status, [(runs, n_job, gpus)] = _queued(
        monkeypatch, prepared, tmp_path, '--parallel', 'runs')
    assert status == 130
    assert (n_job, gpus) == (3, ['0', '2', '1'])
    assert len(runs) == 2
    assert all('--devices' not in argv for _, argv, _ in runs)


def test_all_gpus_share_a_run(prepared, tiny, tmp_path, monkeypatch):
    status, [(runs, n_job, gpus)] = _queued(monkeypatch, prepared, tmp_path)
    assert (status, n_job, gpus) == (130, 1, [])
    assert all(argv[argv.index('--devices') + 1] == '0,2,1' for _, argv, _ in runs)


def test_runs_at_a_time_are_the_gpus(prepared, tiny, tmp_path, monkeypatch, capsys):
    status, seen = _queued(
        monkeypatch, prepared, tmp_path, '--parallel', 'runs', '--jobs', '2')
    assert (status, seen) == (2, [])
    assert capsys.readouterr().err == (
        'error: --parallel runs makes one run at a time on each GPU; leave --jobs out'
        '\n')


def test_results_of_one_and_of_three_gpus_are_not_mixed(
        prepared, tiny, tmp_path, monkeypatch, capsys):
    train = PreparedDataset(prepared / 'generated-quick', 'train')
    result = tmp_path / 'generated' / 'quick' / 'H' / 'seed0' / 'result.json'
    result.parent.mkdir(parents=True)
    for n_device, options in ((1, ()), (3, ('--parallel', 'runs'))):
        settings = Settings('H', PROFILES['quick'], n_device=n_device)
        result.write_text(json.dumps(
            {'settings': settings.record(), 'data_hash': train.data_hash}))
        assert _queued(monkeypatch, prepared, tmp_path, *options) == (2, [])
        error = capsys.readouterr().err
        assert error.count('\n') == 1 and 'was made with other settings' in error


def test_tables_without_results(prepared, tiny, tmp_path, capsys):
    argv = ['--data', str(prepared), '--out', str(tmp_path / 'out')]
    assert main(['tables', *argv]) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: no results in') and error.count('\n') == 1
    assert not (tmp_path / 'out').exists()
