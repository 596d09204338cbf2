"""Sets the project up: `python3 install/bootstrap.py [--numpy 1|2]`.

Runs on a bare Python with the standard library alone. Makes `.venv` (or
`.venv-numpy1`) in the root of the project; a second call finds it and returns.
No newer syntax than Python 3.6's here: an old Python must get as far as the line
that says what is wrong with it.
"""

import argparse
import importlib.util
import os
import platform
import sys

sys.dont_write_bytecode = True

from environment import make_environment  # noqa: E402
from failure import SetupError  # noqa: E402
from interpreter import check_interpreter  # noqa: E402


ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(arguments):
    """Sets up and returns the exit status: 0, or 2 after one line on stderr."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--numpy', choices=('1', '2'), default='2',
                        help='major version of NumPy (default: 2)')
    numpy = parser.parse_args(arguments).numpy
    try:
        check_interpreter(sys.version_info, platform.python_implementation(),
                          importlib.util.find_spec('ensurepip') is not None)
        make_environment(ROOT, _venv_dir(numpy), _lock_path(numpy), _cache_dir(), _say)
    except (SetupError, OSError) as error:
        sys.stderr.write('error: {}\n'.format(error))
        return 2
    except KeyboardInterrupt:
        sys.stderr.write('error: interrupted; the next call starts the set-up anew\n')
        return 130
    return 0


def _venv_dir(numpy):
    return os.path.join(ROOT, '.venv' if numpy == '2' else '.venv-numpy1')


def _lock_path(numpy):
    name = 'py{}{}{}.txt'.format(sys.version_info[0], sys.version_info[1],
                                 '' if numpy == '2' else '-numpy1')
    path = os.path.join(ROOT, 'install', 'lock', name)
    if not os.path.exists(path):
        raise SetupError('NumPy 1 is only supported with Python 3.11: '
                         'call make with NUMPY=1 PYTHON=python3.11')
    return path


def _cache_dir():
    own = os.environ.get('FASHIONSEG_CACHE')
    if own:
        return os.path.abspath(own)
    base = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
    return os.path.join(base, 'fashionseg')


def _say(line):
    print('set-up: ' + line)
    sys.stdout.flush()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
