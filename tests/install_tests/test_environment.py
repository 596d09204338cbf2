import os

import environment
import failure
import pytest


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose set-up steps are recorded instead of run."""
    (tmp_path / 'setup.py').write_text('first')
    (tmp_path / 'lock.txt').write_text('six==1.17.0')
    steps = []

    def run(command, log_path, cwd=None):
        steps.append(command)
        with open(log_path, 'a') as log:
            log.write('step\n')
        if command[1:3] == ['-m', 'venv']:
            os.makedirs(os.path.join(command[3], 'bin'))
            open(os.path.join(command[3], 'bin', 'python'), 'w').close()

    monkeypatch.setattr(environment, 'run', run)
    monkeypatch.setattr(environment, 'build_wheels', lambda *_: ['a.whl', 'b.whl'])

    def make():
        del steps[:]
        environment.make_environment(
            str(tmp_path), str(tmp_path / '.venv'), str(tmp_path / 'lock.txt'),
            str(tmp_path / 'cache'), lambda line: None)
        return list(steps)

    make.root = tmp_path
    make.run = run
    return make


def test_installs_the_lock_the_wheels_and_the_project(project):
    venv, lock, editable = project()
    assert venv[1:] == ['-m', 'venv', str(project.root / '.venv')]
    assert lock[3:] == ['install', '--no-deps', '-r',
                        str(project.root / 'lock.txt'), 'a.whl', 'b.whl']
    assert '--no-index' in editable and editable[-1] == str(project.root)


def test_second_call_does_nothing(project):
    project()
    stamp = project.root / '.venv' / environment.STAMP
    before = stamp.stat().st_mtime_ns
    assert project() == []
    assert stamp.stat().st_mtime_ns == before


@pytest.mark.parametrize('name', ['setup.py', 'lock.txt'])
def test_changed_requirements_start_anew(project, name):
    project()
    (project.root / '.venv' / 'old').write_text('')
    (project.root / name).write_text('changed')
    assert len(project()) == 3
    assert not (project.root / '.venv' / 'old').exists()
    assert project() == []


def test_another_interpreter_starts_anew(project, monkeypatch):
    project()
    monkeypatch.setattr(environment.sys, 'version', '3.99.0 (other)')
    assert len(project()) == 3


def test_interrupted_set_up_is_redone(project, monkeypatch):
    def interrupted(command, log_path, cwd=None):
        project.run(command, log_path)
        if '--no-deps' in command:
            raise KeyboardInterrupt
    monkeypatch.setattr(environment, 'run', interrupted)
    with pytest.raises(KeyboardInterrupt):
        project()
    assert not (project.root / '.venv' / environment.STAMP).exists()
    monkeypatch.setattr(environment, 'run', project.run)
    assert len(project()) == 3


def test_interpreter_that_is_gone_starts_anew(project):
    project()
    (project.root / '.venv' / 'bin' / 'python').unlink()
    assert len(project()) == 3


def test_foreign_folder_is_left_alone(project):
    (project.root / '.venv').mkdir()
    (project.root / '.venv' / 'mine').write_text('')
    with pytest.raises(failure.SetupError, match='not made by this set-up'):
        project()
    assert (project.root / '.venv' / 'mine').exists()
