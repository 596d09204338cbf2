"""Devices, how commands end, files."""

import errno
import json
import os
import signal
import subprocess
import types

from chainer.backends import cuda
import pytest

from fashionseg.commands import current_commit as commit_module
from fashionseg.commands.check_devices import check_devices
from fashionseg.commands.claim_folder import claim_folder
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.make_result import make_result
from fashionseg.commands.run_command import run_command
from fashionseg.configurations import PROFILES, Settings
from fashionseg.errors import Stopped, UserError
from fashionseg.files import write_json


class RuntimeFailure(Exception):
    pass


def _gpus(monkeypatch, count):
    def get_device_count():
        if count is None:
            raise RuntimeFailure
        return count

    runtime = types.SimpleNamespace(
        getDeviceCount=get_device_count, CUDARuntimeError=RuntimeFailure)
    monkeypatch.setattr(cuda, 'available', True)
    monkeypatch.setattr(cuda, 'cupy', types.SimpleNamespace(
        cuda=types.SimpleNamespace(runtime=runtime)))


def test_devices(monkeypatch):
    assert check_devices('cpu') == ['@numpy']
    _gpus(monkeypatch, 3)
    assert check_devices('0') == ['@cupy:0']
    assert check_devices('2,0') == ['@cupy:2', '@cupy:0']


@pytest.mark.parametrize('text, words', [
    ('x', 'give cpu, or GPU numbers'), ('', 'give cpu, or GPU numbers'),
    ('0,', 'give cpu, or GPU numbers'), ('0,0', 'a GPU is named twice'),
    ('3', 'there are 3 usable GPUs'), ('0,-1', 'GPU -1 was asked for')])
def test_wrong_devices(monkeypatch, text, words):
    _gpus(monkeypatch, 3)
    with pytest.raises(UserError, match=words):
        check_devices(text)


@pytest.mark.parametrize('cupy', ['without CuPy', 'CuPy without a GPU'])
def test_no_gpu(monkeypatch, cupy):
    if cupy == 'without CuPy':
        monkeypatch.setattr(cuda, 'available', False)
    else:
        _gpus(monkeypatch, None)
    with pytest.raises(UserError, match='0 was asked for.* 0 usable .*--devices cpu'):
        check_devices('0')


def _raise(error):
    raise error


@pytest.mark.parametrize('error, status, words', [
    (UserError('no folder x; give another'), 2, 'error: no folder x; give another\n'),
    (OSError(errno.ENOSPC, 'x'), 2, 'error: the disk is full; free some room'),
    (OSError(errno.EDQUOT, 'x'), 2, 'error: the disk is full; free some room'),
    (PermissionError(errno.EACCES, 'not allowed', '/x'), 2,
     'error: /x cannot be used (not allowed); give another path'),
    (OSError(errno.ENOSPC, 'x', '/folder/file.tmp'), 2,
     'error: the disk of /folder is full; free some room'),
    (KeyboardInterrupt(), 130, 'stopped\n'),
    (Stopped(signal.SIGINT), 130, 'stopped\n'),
    (Stopped(signal.SIGTERM, 'stopped at iteration 3'), 143,
     'stopped at iteration 3\n')])
def test_how_commands_end(capsys, error, status, words):
    assert run_command(_raise, error) == status
    err = capsys.readouterr().err
    assert err.startswith(words) and err.count('\n') == 1


@pytest.mark.parametrize('error', [
    ValueError('a bug'), OSError(errno.EIO, 'x'), FileNotFoundError(2, 'x', 'y')])
def test_bugs_keep_their_traceback(error):
    with pytest.raises(type(error)):
        run_command(_raise, error)


def test_status_and_arguments():
    assert run_command(lambda *args: None, 1) == 0
    assert run_command(lambda *args: len(args), 1, 2, 3) == 3


def test_terminated_is_stopped(capsys):
    before = signal.getsignal(signal.SIGTERM)
    assert run_command(signal.raise_signal, signal.SIGTERM) == 143
    assert capsys.readouterr().err == 'stopped\n'
    assert signal.getsignal(signal.SIGTERM) == before


def test_write_json(tmp_path):
    path = tmp_path / 'new' / 'folder' / 'x.json'
    write_json(path, {'a': None})
    assert json.loads(path.read_text()) == {'a': None}
    write_json(path, [1])
    assert json.loads(path.read_text()) == [1]
    assert os.listdir(path.parent) == ['x.json']


@pytest.mark.parametrize('value', [float('nan'), {1, 2}])
def test_json_that_cannot_be_written(tmp_path, value):
    path = tmp_path / 'x.json'
    write_json(path, 'old')
    with pytest.raises((ValueError, TypeError)):
        write_json(path, ['new', value])
    assert json.loads(path.read_text()) == 'old'
    assert os.listdir(tmp_path) == ['x.json']


def test_json_is_whole_before_it_takes_its_place(tmp_path, monkeypatch):
    path = tmp_path / 'x.json'
    write_json(path, 'old')

    def replace(source, target):
        with open(source) as file:
            assert json.load(file) == 'new'
        raise KeyboardInterrupt

    monkeypatch.setattr(os, 'replace', replace)
    with pytest.raises(KeyboardInterrupt):
        write_json(path, 'new')
    assert json.loads(path.read_text()) == 'old'
    assert os.listdir(tmp_path) == ['x.json']


def test_current_commit(tmp_path, monkeypatch):
    def git(*args):
        subprocess.run(('git', '-C', tmp_path, '-c', 'user.name=x', '-c',
                        'user.email=x@example.org') + args, check=True,
                       stdout=subprocess.DEVNULL)

    monkeypatch.setattr(commit_module, 'ROOT', str(tmp_path))
    monkeypatch.setenv('GIT_CEILING_DIRECTORIES', str(tmp_path.parent))
    assert current_commit() == 'unknown'
    git('init')
    (tmp_path / 'x').write_text('1')
    git('add', 'x')
    git('commit', '-m', 'x')
    commit = current_commit()
    assert len(commit) == 40 and not set(commit) - set('0123456789abcdef')
    (tmp_path / 'new').touch()
    assert current_commit() == commit
    (tmp_path / 'x').write_text('2')
    assert current_commit() == commit + '+changes'


def test_current_commit_without_git(monkeypatch):
    monkeypatch.setenv('PATH', '')
    assert current_commit() == 'unknown'


def test_folder_of_one_process(tmp_path):
    out = tmp_path / 'new' / 'run'
    with claim_folder(str(out)):
        with pytest.raises(UserError, match='another process trains in .*run; wait'):
            with claim_folder(str(out)):
                pass
        (out / 'result.json').touch()
    assert os.listdir(out) == ['result.json']


def test_half_files_go_with_their_process(tmp_path):
    kept = ['log', 'x.tmpl', 'tmp', 'tmpx', 'best.safetensors']
    for name in [*kept, 'log.12.tmp', 'best.safetensors.7.tmp', '.tmpa1B2c3']:
        (tmp_path / name).touch()
    with pytest.raises(KeyError), claim_folder(str(tmp_path)):
        assert sorted(os.listdir(tmp_path)) == sorted([*kept, 'lock'])
        raise KeyError
    # The next process may be waiting for it.
    assert 'lock' in os.listdir(tmp_path)


def _row(epoch, miou, **changes):
    return {'epoch': epoch, 'main/loss': 1., 'evaluation/miou': miou,
            'evaluation/miou_plus': miou, 'evaluation/pooled_miou': .5, **changes}


@pytest.mark.parametrize('values, best', [
    ([.1, .3, .3], 2), ([float('nan'), .2, .1], 2), ([.2, float('nan')], 1),
    ([float('inf'), 0.], 2), ([None, .1], 2), ([.1, None], 1)])
def test_best_epoch(values, best):
    log = [_row(epoch, value) for epoch, value in enumerate(values, 1)]
    for row in log:
        if row['evaluation/miou'] is None:
            del row['evaluation/miou'], row['evaluation/miou_plus']
    result = make_result(Settings('H', PROFILES['quick']), 1, log)
    for mean in ('miou', 'miou_plus'):
        assert result['best'][mean]['epoch'] == best
        assert result['best'][mean][mean] == values[best - 1]
    json.dumps(result, allow_nan=False)
