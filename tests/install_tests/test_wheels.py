import os
import tarfile

import pytest
import wheels


@pytest.fixture
def steps(monkeypatch):
    """Steps recorded instead of run; downloads and builds leave tiny files."""
    recorded = []

    def run(command, log_path, cwd=None):
        recorded.append(command)
        if 'download' in command:
            folder = command[command.index('--dest') + 1]
            for name, version, _ in wheels.ARCHIVES:
                archive(folder, '{}-{}'.format(name, version))
        if 'bdist_wheel' in command:
            os.makedirs(command[-1], exist_ok=True)
            wheel = os.path.basename(cwd) + '-py3-none-any.whl'
            with open(os.path.join(command[-1], wheel), 'w') as content:
                with open(os.path.join(cwd, 'setup.py')) as script:
                    content.write(script.read())

    monkeypatch.setattr(wheels, 'run', run)
    return recorded


def archive(folder, name):
    source = os.path.join(folder, name + '-source')
    os.makedirs(source)
    with open(os.path.join(source, 'setup.py'), 'w') as script:
        script.write('original')
    with tarfile.open(os.path.join(folder, name + '.tar.gz'), 'w:gz') as target:
        target.add(source, arcname=name)


def test_builds_once_then_takes_the_cache(tmp_path, steps):
    cache = str(tmp_path / 'cache')
    first = wheels.build_wheels('python', cache, 'log', lambda line: None)
    assert [os.path.basename(path) for path in first] == [
        'chainer-7.8.1-py3-none-any.whl', 'chainercv-0.13.1-py3-none-any.whl']
    n_step = len(steps)
    assert wheels.build_wheels('python', cache, 'log', lambda line: None) == first
    assert len(steps) == n_step
    # The folder of the build is gone, the cache holds the wheels alone.
    assert os.listdir(cache) == [os.path.basename(os.path.dirname(first[0]))]


def test_only_chainercv_gets_our_set_up_script(tmp_path, steps):
    chainer, chainercv = wheels.build_wheels(
        'python', str(tmp_path), 'log', lambda line: None)
    with open(chainer) as content:
        assert content.read() == 'original'
    with open(chainercv) as content:
        assert content.read() == wheels.CHAINERCV_SETUP


def test_archives_are_downloaded_as_sources_with_their_hashes(tmp_path, steps):
    wheels.build_wheels('python', str(tmp_path), 'log', lambda line: None)
    download = next(command for command in steps if 'download' in command)
    assert '--no-binary' in download and '--no-build-isolation' in download
    assert all(len(sha256) == 64 for _, _, sha256 in wheels.ARCHIVES)


def test_failed_build_leaves_nothing(tmp_path, monkeypatch):
    def run(command, log_path, cwd=None):
        raise RuntimeError('no network')
    monkeypatch.setattr(wheels, 'run', run)
    with pytest.raises(RuntimeError):
        wheels.build_wheels('python', str(tmp_path), 'log', lambda line: None)
    assert os.listdir(str(tmp_path)) == []
