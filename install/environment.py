"""The virtual environment with everything that the project needs."""

import fcntl
import hashlib
import os
import shutil
import sys

from failure import SetupError
from run import run
from wheels import build_wheels


LOG = 'fashionseg-setup.log'
STAMP = 'fashionseg-setup.stamp'


def make_environment(root, venv_dir, lock_path, cache_dir, say):
    """Makes the virtual environment unless it is there and up to date.

    The stamp, written last, holds a hash of all that the result depends on: an
    interrupted or outdated set-up has no matching stamp and is simply redone.

    Args:
        root (str): Root of the project.
        venv_dir (str): Folder of the environment.
        lock_path (str): Lock file with the pinned versions.
        cache_dir (str): Folder where the built wheels are kept.
        say (function): Called with one line of progress.

    Raises:
        SetupError: A step failed, or the folder belongs to somebody else.
    """
    stamp_path = os.path.join(venv_dir, STAMP)
    wanted = _fingerprint(root, lock_path)
    if _read(stamp_path) == wanted and os.path.exists(_python(venv_dir)):
        return
    with open(venv_dir + '.lock', 'w') as lock:
        # Two calls at once: the second waits, then finds the work done.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _read(stamp_path) == wanted and os.path.exists(_python(venv_dir)):
            return
        _make(root, venv_dir, lock_path, cache_dir, say)
        with open(stamp_path, 'w') as stamp:
            stamp.write(wanted)
        say('ready')


def _make(root, venv_dir, lock_path, cache_dir, say):
    log_path = os.path.join(venv_dir, LOG)
    if os.path.lexists(venv_dir):
        if not os.path.exists(log_path):
            raise SetupError(venv_dir + ' is there but was not made by this set-up: '
                             'move it away and call again')
        shutil.rmtree(venv_dir)
    os.makedirs(venv_dir)
    say('making {} with Python {}.{}, a minute or two; details in {}'.format(
        os.path.relpath(venv_dir, root), sys.version_info[0], sys.version_info[1],
        os.path.relpath(log_path, root)))
    run([sys.executable, '-m', 'venv', venv_dir], log_path)
    pip = [_python(venv_dir), '-m', 'pip']
    wheels = build_wheels(_python(venv_dir), cache_dir, log_path, say)
    say('installing the versions of ' + os.path.relpath(lock_path, root))
    run(pip + ['install', '--no-deps', '-r', lock_path] + wheels, log_path)
    run(pip + ['install', '--no-deps', '--no-index', '--no-build-isolation',
               '--use-pep517', '--editable', root], log_path)


def _fingerprint(root, lock_path):
    here = os.path.dirname(os.path.abspath(__file__))
    scripts = sorted(name for name in os.listdir(here) if name.endswith('.py'))
    paths = [lock_path, os.path.join(root, 'setup.py')]
    paths += [os.path.join(here, name) for name in scripts]
    # The environment's scripts hold the root's path: a moved clone needs a new one.
    digest = hashlib.sha256(root.encode() + sys.version.split()[0].encode())
    for path in paths:
        with open(path, 'rb') as content:
            digest.update(hashlib.sha256(content.read()).digest())
    return digest.hexdigest()


def _python(venv_dir):
    return os.path.join(venv_dir, 'bin', 'python')


def _read(path):
    try:
        with open(path) as content:
            return content.read()
    except OSError:
        return None
