"""Resolves the ranges of setup.py anew: `python3.11 install/make_lock.py [--numpy 1]`.

Only for maintainers. Writes install/lock/ for the Python that runs it, from a fresh
environment in a temporary folder.
"""

import argparse
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from run import run  # noqa: E402
from wheels import build_wheels  # noqa: E402


ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# OpenCV 4.12 and newer need NumPy 2.
NUMPY1 = ['numpy==1.26.4', 'opencv-python-headless<4.12']
HEADER = '''\
# Python {python}: the versions that setup.py's ranges resolved to, tests included.
# Written by install/make_lock.py. Chainer and ChainerCV: see install/wheels.py.
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--numpy', choices=('1', '2'), default='2')
    numpy = parser.parse_args().numpy
    python = '{}.{}'.format(*sys.version_info[:2])
    name = 'py{}{}.txt'.format(python.replace('.', ''),
                               '' if numpy == '2' else '-numpy1')
    with tempfile.TemporaryDirectory() as work:
        log_path = os.path.join(work, 'log')
        run([sys.executable, '-m', 'venv', os.path.join(work, 'venv')], log_path)
        venv_python = os.path.join(work, 'venv', 'bin', 'python')
        wheels = build_wheels(venv_python, os.path.join(work, 'cache'), log_path, print)
        pip = [venv_python, '-m', 'pip']
        run(pip + ['install', '--upgrade', 'setuptools'] + wheels
            + ['--editable', ROOT + '[test]'] + (NUMPY1 if numpy == '1' else []),
            log_path)
        frozen = subprocess.check_output(
            pip + ['freeze', '--all', '--exclude', 'pip', '--exclude', 'chainer',
                   '--exclude', 'chainercv', '--exclude', 'fashionseg'],
            universal_newlines=True)
    with open(os.path.join(ROOT, 'install', 'lock', name), 'w') as lock:
        lock.write(HEADER.format(python=python) + frozen)


if __name__ == '__main__':
    main()
