import ast
import glob
import os

import failure
import interpreter
import pytest


HERE = os.path.dirname(interpreter.__file__)


@pytest.mark.parametrize('version', [(3, 10), (3, 11, 7), (3, 12, 1), (3, 13, 0)])
def test_supported_versions_pass(version):
    interpreter.check_interpreter(version, 'CPython', True)


@pytest.mark.parametrize('version', [(3, 9, 18), (3, 14, 0), (2, 7, 18), (4, 0)])
def test_other_versions_are_named(version):
    found = 'CPython {}.{} is not supported, Python 3.10 to 3.13'.format(*version)
    with pytest.raises(failure.SetupError, match=found):
        interpreter.check_interpreter(version, 'CPython', True)


def test_pypy_is_named():
    with pytest.raises(failure.SetupError, match='PyPy 3.10 cannot run this project'):
        interpreter.check_interpreter((3, 10), 'PyPy', True)


def test_missing_venv_module_names_the_package():
    with pytest.raises(failure.SetupError, match='apt install python3-venv'):
        interpreter.check_interpreter((3, 11), 'CPython', False)


def test_messages_are_one_line():
    for version, implementation in (((3, 9), 'CPython'), ((3, 11), 'PyPy')):
        with pytest.raises(failure.SetupError) as caught:
            interpreter.check_interpreter(version, implementation, True)
        assert '\n' not in str(caught.value)


def test_an_old_python_can_parse_the_set_up():
    paths = glob.glob(os.path.join(HERE, '*.py'))
    assert len(paths) >= 6
    for path in paths:
        with open(path) as source:
            ast.parse(source.read(), feature_version=(3, 6))
