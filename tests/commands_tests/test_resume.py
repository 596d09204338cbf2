"""Runs that are stopped, killed, or out of room end as if they had not been."""

import errno
import json
import multiprocessing
import os
import pathlib
import signal

from filelock import FileLock
import pytest

from fashionseg.commands.main import main
from fashionseg.configurations import PROFILES
from fashionseg.extensions import SegmentationEvaluator, segmentation_evaluator
from fashionseg.files import read_tensors, write_tensors
from fashionseg.snapshots import list_snapshots
from fashionseg.training import BatchIterator, GuidedTrainChain
from tests.commands_tests.killed_run import killed_run, make_cheap

CONFIGURATION = 'H'


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setitem(PROFILES, 'quick', PROFILES['quick'])  # put back at the end
    make_cheap(monkeypatch.setattr)


@pytest.fixture(scope='module')
def whole(tmp_path_factory, prepared):
    """Folder of a run that nothing happened to."""
    out = tmp_path_factory.mktemp('whole')
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PROFILES, 'quick', PROFILES['quick'])
        make_cheap(patch.setattr)
        assert main(['train', CONFIGURATION, *_argv(prepared, out)]) == 0
    return _folder(out)


@pytest.fixture
def run(prepared, tmp_path, capsys):
    """Calls the command; (status, standard output, standard error)."""
    def call(*options):
        status = main(['train', CONFIGURATION, *_argv(prepared, tmp_path, *options)])
        return status, *capsys.readouterr()
    return call


@pytest.fixture
def folder(tmp_path):
    return _folder(tmp_path)


def _argv(data, out, *options):
    return ['--data', str(data), '--out', str(out), '--engine', 'chainer', *options]


def _folder(out):
    return pathlib.Path(out, 'generated', 'quick', CONFIGURATION, 'seed0')


def _check_same(folder, whole):
    """All that the two runs left, but for times and command lines."""
    assert sorted(os.listdir(folder)) == sorted(os.listdir(whole))
    results = [json.loads((path / 'result.json').read_text())
               for path in (folder, whole)]
    for result in results:
        for key in ('seconds', 'command', 'resumed'):
            del result[key]
    assert results[0] == results[1]
    logs = [json.loads((path / 'log').read_text()) for path in (folder, whole)]
    for rows in logs:
        for row in rows:
            del row['elapsed_time']
    assert logs[0] == logs[1] and [row['epoch'] for row in logs[0]] == [1, 2]
    weights = [read_tensors(path / 'best.safetensors') for path in (folder, whole)]
    assert set(weights[0][0]) == set(weights[1][0])
    for name, array in weights[0][0].items():
        assert array.tobytes() == weights[1][0][name].tobytes()
    for _, metadata in weights:
        del metadata['command'], metadata['sha256']
    assert weights[0][1] == weights[1][1]


def _iterations(folder):
    return [iteration for iteration, _ in list_snapshots(folder)]


class Calls:
    """Does something in a chosen call of a method, before the call or in it."""

    def __init__(self, patch, owner, name, number, act):
        original, count = getattr(owner, name), []

        def method(*args, **kwargs):
            count.append(1)
            if len(count) == number:
                act()
            return original(*args, **kwargs)

        patch.setattr(owner, name, method)


def _send(signum):
    return lambda: signal.raise_signal(signum)


def test_stopped_in_every_step(whole, run, folder, monkeypatch):
    # In the middle of the next step, which is finished first. The evaluation after
    # step 4 is not, and that step is done again.
    for number, start, stop in ((1, 0, 1), (1, 1, 2), (1, 2, 3), (1, 3, 3), (2, 3, 5),
                                (1, 5, 6), (1, 6, 7), (1, 7, 7)):
        with monkeypatch.context() as patch:
            Calls(patch, GuidedTrainChain, 'forward', number, _send(signal.SIGINT))
            status, out, err = run()
        assert (status, err) == (
            130, f'stopped at iteration {stop}; the same command goes on from there\n')
        assert _iterations(folder)[-1] == stop
        words = f'going on from iteration {start} ({start / 4:.2f} epochs)'
        assert (words in out) == (start > 0)
    status, out, err = run()
    assert (status, err) == (0, '')
    _check_same(folder, whole)
    assert json.loads((folder / 'result.json').read_text())['resumed']


@pytest.mark.parametrize('owner, name, number, stored', [
    # While it waits for photos, before it has begun anything, or a step.
    (BatchIterator, '_made_here', 1, 0), (BatchIterator, '_made_here', 3, 2),
    (BatchIterator, '_made_here', 6, 5),
    # In the evaluation after step 4: only that step is done again.
    (SegmentationEvaluator, '__call__', 1, 3),
])
def test_stopped_elsewhere(whole, run, folder, monkeypatch, owner, name, number,
                           stored):
    with monkeypatch.context() as patch:
        Calls(patch, owner, name, number, _send(signal.SIGTERM))
        status, _, err = run()
    assert status == 143
    assert err == (
        f'stopped at iteration {stored}; the same command goes on from there\n'
        if stored else
        'stopped before the first snapshot; the same command begins anew\n')
    assert _iterations(folder)[-1:] == [stored] * bool(stored)
    assert run()[0] == 0
    _check_same(folder, whole)


def test_stopped_before_the_result(whole, run, folder, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr('fashionseg.commands.run_training.write_json',
                      lambda *args: signal.raise_signal(signal.SIGINT))
        assert run()[::2] == (130, 'stopped\n')
    assert _iterations(folder) == [7, 8]
    assert run()[0] == 0
    _check_same(folder, whole)


def test_killed_behind_the_result(run, folder, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr('fashionseg.commands.run_training.list_snapshots',
                      lambda out: signal.raise_signal(signal.SIGINT))
        assert run()[0] == 130
    assert _iterations(folder) == [7, 8]
    assert 'result.json is there already' in run()[2]
    assert _iterations(folder) == []


def test_a_second_ctrl_c_stores_nothing_half(whole, run, folder, monkeypatch):
    def twice():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patch:
        Calls(patch, GuidedTrainChain, 'forward', 7, twice)
        status, _, err = run()
    assert (status, err) == (
        130, 'stopped at iteration 4; the same command goes on from there\n')
    assert _iterations(folder) == [3, 4]
    assert run()[0] == 0
    _check_same(folder, whole)


def test_every_write_finds_a_full_disk_once(whole, run, folder, monkeypatch):
    replace, refused = os.replace, []

    def full(source, target):
        if pathlib.Path(target).parent == folder and target not in refused:
            refused.append(target)
            raise OSError(errno.ENOSPC, 'No space left on device')
        replace(source, target)

    monkeypatch.setattr(os, 'replace', full)
    while True:
        before = {path: path.read_bytes() for path in folder.glob('snapshot*')}
        status, _, err = run()
        if status == 0:
            break
        assert status == 2 and err.count('\n') == 1
        assert err.startswith(f'error: the disk of {folder} is full; free some room')
        for path in folder.glob('snapshot*'):
            assert read_tensors(path)
        assert set(before) <= set(folder.glob('snapshot*')) or len(before) == 2
        assert not list(folder.glob('*.tmp'))
    assert [os.path.basename(path) for path in refused] == [
        'snapshot_iter_3.safetensors', 'log', 'best.safetensors', 'curves.png',
        'snapshot_iter_4.safetensors', 'snapshot_iter_7.safetensors',
        'snapshot_iter_8.safetensors', 'result.json']
    _check_same(folder, whole)


@pytest.fixture
def stopped(run, folder, monkeypatch):
    """The folder of a run that was stopped in step 5."""
    with monkeypatch.context() as patch:
        Calls(patch, GuidedTrainChain, 'forward', 5, _send(signal.SIGTERM))
        assert run()[0] == 143
    assert _iterations(folder) == [4, 5]
    return folder


def test_a_damaged_snapshot(whole, run, stopped):
    path = stopped / 'snapshot_iter_5.safetensors'
    path.write_bytes(path.read_bytes()[:-1])
    # What dead processes left.
    for name in ('snapshot_iter_9.safetensors.77.tmp', '.tmpAb12cd', 'log.3.tmp'):
        (stopped / name).write_bytes(b'half')
    status, out, err = run()
    assert status == 0 and 'going on from iteration 4' in out
    assert err == (f'note: {path} is damaged or of another kind: its SHA-256 is not '
                   'the one in its header; going on from '
                   'snapshot_iter_4.safetensors\n')
    _check_same(stopped, whole)


def _contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _fails(run, folder, words, *options):
    before = _contents(folder)
    status, _, err = run(*options)
    assert status == 2
    assert err.startswith('error: ') and err.count('\n') == 1 and words in err
    assert _contents(folder) == before


def test_damaged_snapshots_alone(run, stopped):
    for _, path in list_snapshots(stopped):
        pathlib.Path(path).write_bytes(b'')
    _fails(run, stopped, 'remove them to begin this run anew')


def test_another_run(run, stopped):
    _fails(run, stopped, 'settings.decay is epoch there and beta2 here', '--decay',
           'beta2')


def test_another_version(run, stopped):
    path = stopped / 'snapshot_iter_5.safetensors'
    arrays, metadata = read_tensors(path)
    del metadata['sha256']
    write_tensors(path, arrays, {**metadata, 'format': 'fashionseg snapshot 2'})
    _fails(run, stopped, 'is of format 2, of a newer version')
    # The format is known and what is in it is not.
    del arrays['updater/model:main/net/layer/W']
    write_tensors(path, arrays, metadata)
    _fails(run, stopped, 'net/layer/W is missing')


def test_a_second_process_is_refused(run, stopped):
    with FileLock(stopped / 'lock'):
        _fails(run, stopped, 'another process trains in')


def test_options_of_snapshots(run, folder, monkeypatch):
    for options, expected in ((['--keep', '3'], [3, 4, 5]),
                              (['--keep', '3', '--snapshot-minutes', '1e-9'],
                               [4, 5, 6])):
        with monkeypatch.context() as patch:
            Calls(patch, BatchIterator, '_made_here', 6 if len(options) == 2 else 2,
                  _send(signal.SIGTERM))
            assert run(*options)[0] == 143
        assert _iterations(folder) == expected


# Ways to die: the hook of killed_run, and its argument.
KILLS = [('replace', 2), ('write', 3), ('sync', 9), ('replace', 5), ('write', 1)]


def test_killed_while_writing(whole, prepared, tmp_path, folder):
    context = multiprocessing.get_context('forkserver')
    context.set_forkserver_preload(['tests.commands_tests.killed_run'])

    def call(*kill):
        process = context.Process(target=killed_run, args=(
            CONFIGURATION, _argv(prepared, tmp_path, '--snapshot-minutes', '1e-9'),
            *kill))
        process.start()
        process.join(100)
        return process.exitcode

    for kill in KILLS:
        assert call(*kill) == -signal.SIGKILL
        assert not (folder / 'result.json').exists()
    assert call() == 0
    _check_same(folder, whole)


def _remove(path):
    path.unlink()


def _change(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _other_run(path):
    arrays, metadata = read_tensors(path)
    del metadata['sha256']
    write_tensors(path, arrays, {**metadata, 'record': '{}'})


def _scores(folder):
    return [scores['miou'] for scores in json.loads(
        (folder / 'result.json').read_text())['epochs']]


@pytest.mark.parametrize('damage, words', [
    (_remove, 'cannot be read (No such file'), (_change, 'its SHA-256 is not'),
    (_other_run, 'is of another run')])
def test_best_weights_that_are_gone_come_from_the_snapshot(
        whole, run, folder, monkeypatch, damage, words):
    """The first step of the next epoch fails; the snapshot is of the end of one."""
    with monkeypatch.context() as patch:
        Calls(patch, BatchIterator, '_made_here', 5, _send(signal.SIGTERM))
        assert run()[0] == 143
    assert _iterations(folder)[-1] == 4
    damage(folder / 'best.safetensors')
    status, _, err = run()
    assert status == 0 and err.count('\n') == 1
    assert err.startswith('note: ') and 'best.safetensors' in err and words in err
    assert err.endswith('; written again from the snapshot\n')
    _check_same(folder, whole)


def test_best_weights_that_are_lost_are_named(whole, run, stopped):
    """The snapshot has other weights; the next epoch's are the best from here on."""
    (stopped / 'best.safetensors').unlink()
    status, _, err = run()
    assert status == 0 and err.count('\n') == 1
    assert 'the best weights before epoch 2 are lost' in err
    assert _scores(stopped) == _scores(whole)
    _, metadata = read_tensors(stopped / 'best.safetensors')
    assert json.loads(metadata['scores'])['epoch'] == 2


def test_best_weights_that_go_while_it_trains(whole, run, folder, monkeypatch):
    """The second epoch is worse than the first one: its weights take the place."""
    evaluate, count = segmentation_evaluator.evaluate, []

    def worse(*args, **options):
        count.append(1)
        return {**evaluate(*args, **options), 'miou': 1 / len(count)}

    monkeypatch.setattr(segmentation_evaluator, 'evaluate', worse)
    Calls(monkeypatch, GuidedTrainChain, 'forward', 6,
          lambda: _change(folder / 'best.safetensors'))
    status, _, err = run()
    assert status == 0 and err.count('\n') == 1
    assert 'its SHA-256 is not' in err and 'before epoch 2 are lost' in err
    _, metadata = read_tensors(folder / 'best.safetensors')
    assert json.loads(metadata['scores'])['epoch'] == 2
