import os
import shutil
import subprocess
import sys
import time

import bootstrap
import pytest


ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@pytest.fixture
def recorded(monkeypatch):
    calls = []
    monkeypatch.setattr(bootstrap, 'make_environment', lambda *args: calls.append(args))
    return calls


def test_cache_folder(monkeypatch, recorded):
    monkeypatch.setenv('HOME', '/home/me')
    for name in ('FASHIONSEG_CACHE', 'XDG_CACHE_HOME'):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.main([]) == 0
    monkeypatch.setenv('XDG_CACHE_HOME', '/cache')
    assert bootstrap.main([]) == 0
    monkeypatch.setenv('FASHIONSEG_CACHE', '/own')
    assert bootstrap.main([]) == 0
    assert [call[3] for call in recorded] == [
        '/home/me/.cache/fashionseg', '/cache/fashionseg', '/own']


@pytest.mark.parametrize('version', [(3, 10), (3, 11), (3, 12), (3, 13)])
def test_every_version_has_its_lock(monkeypatch, recorded, version):
    monkeypatch.setattr(bootstrap.sys, 'version_info', version + (0, 'final', 0))
    assert bootstrap.main([]) == 0
    root, venv_dir, lock_path = recorded[0][:3]
    assert (root, venv_dir) == (ROOT, os.path.join(ROOT, '.venv'))
    with open(lock_path) as lock:
        text = lock.read()
    assert text.startswith('# Python {}.{}:'.format(*version))
    assert '\nnumpy==2.' in text and '://' not in text


def test_numpy_1_has_an_environment_of_its_own(monkeypatch, recorded):
    monkeypatch.setattr(bootstrap.sys, 'version_info', (3, 11, 7, 'final', 0))
    assert bootstrap.main(['--numpy', '1']) == 0
    _, venv_dir, lock_path = recorded[0][:3]
    assert venv_dir == os.path.join(ROOT, '.venv-numpy1')
    with open(lock_path) as lock:
        assert '\nnumpy==1.26.4\n' in lock.read()


def test_numpy_1_needs_python_3_11(monkeypatch, recorded, capsys):
    monkeypatch.setattr(bootstrap.sys, 'version_info', (3, 13, 0, 'final', 0))
    assert bootstrap.main(['--numpy', '1']) == 2
    assert capsys.readouterr().err == (
        'error: NumPy 1 is only supported with Python 3.11: '
        'call make with NUMPY=1 PYTHON=python3.11\n')


@pytest.mark.parametrize('version', [(3, 9, 18), (3, 14, 0)])
def test_wrong_python_is_one_line_and_status_2(monkeypatch, recorded, capsys, version):
    monkeypatch.setattr(bootstrap.sys, 'version_info', version + ('final', 0))
    assert bootstrap.main([]) == 2
    out, err = capsys.readouterr()
    assert out == '' and err.startswith('error: CPython 3.') and err.count('\n') == 1
    assert recorded == []


def test_no_venv_module_is_one_line_and_status_2(monkeypatch, recorded, capsys):
    monkeypatch.setattr(bootstrap.importlib.util, 'find_spec', lambda name: None)
    assert bootstrap.main([]) == 2
    assert capsys.readouterr().err.endswith('"apt install python3-venv"\n')


def test_unwritable_cache_is_one_line_and_status_2(monkeypatch, capsys):
    def make_environment(*_):
        raise PermissionError(13, 'Permission denied', '/own')
    monkeypatch.setattr(bootstrap, 'make_environment', make_environment)
    assert bootstrap.main([]) == 2
    assert capsys.readouterr().err == (
        "error: [Errno 13] Permission denied: '/own'\n")


def test_no_network_then_second_call(tmp_path):
    """The real script in a small project, with an index that refuses to connect."""
    shutil.copytree(os.path.join(ROOT, 'install'), str(tmp_path / 'install'))
    (tmp_path / 'setup.py').write_text('')
    environment = dict(
        os.environ, FASHIONSEG_CACHE=str(tmp_path / 'cache'), PIP_RETRIES='0',
        PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL='http://127.0.0.1:9/simple')
    for name in ('PIP_FIND_LINKS', 'PIP_EXTRA_INDEX_URL', 'PIP_NO_INDEX'):
        environment.pop(name, None)
    command = [sys.executable, str(tmp_path / 'install' / 'bootstrap.py')]

    failed = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120)
    assert failed.returncode == 2
    assert failed.stderr.startswith('error: no network')
    assert failed.stderr.count('\n') == 1
    assert os.listdir(str(tmp_path / 'cache')) == []

    # As if it had succeeded: with the stamp there, a call is over at once.
    code = ('import sys; sys.path.insert(0, {!r}); import bootstrap, environment; '
            'lock = bootstrap._lock_path("2"); '
            'print(environment._fingerprint(bootstrap.ROOT, lock), end="")'
            .format(str(tmp_path / 'install')))
    stamp = subprocess.check_output([sys.executable, '-c', code], text=True)
    (tmp_path / '.venv' / 'fashionseg-setup.stamp').write_text(stamp)
    begin = time.monotonic()
    second = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (second.returncode, second.stdout, second.stderr) == (0, '', '')
    assert time.monotonic() - begin < 3
