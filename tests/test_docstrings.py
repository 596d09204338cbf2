"""Every public name says what it takes, gives back and raises."""

import ast
from dataclasses import is_dataclass
import importlib
import inspect
import pathlib
import re
import textwrap

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent / 'fashionseg'
ROOMS = sorted('.'.join(path.parent.relative_to(ROOT.parent).parts)
               for path in ROOT.rglob('__init__.py') if '__all__' in path.read_text())


def _public_names():
    """(name, object) of what rooms export, and of the methods of their classes."""
    for room in ROOMS:
        module = importlib.import_module(room)
        for name in module.__all__:
            item = getattr(module, name)
            if not callable(item):
                continue
            yield f'{room}.{name}', item
            if inspect.isclass(item) and not issubclass(item, tuple):
                for method, function in vars(item).items():
                    if not method.startswith('_') and _is_documented(item, function):
                        yield f'{room}.{name}.{method}', function


def _is_documented(owner, item):
    """Whether it is a method of our own, not a value and not one of Chainer's API."""
    name = getattr(item, '__name__', None) or getattr(
        getattr(item, '__func__', getattr(item, 'fget', None)), '__name__', None)
    return name is not None and not any(
        name in vars(base) for base in owner.__mro__[1:]
        if not base.__module__.startswith('fashionseg'))


NAMES = dict(_public_names())
# How a docstring says what comes back: 'Returns', an arrow, or a type in front.
GIVES = re.compile(r'[Rr]eturns|->|^[\w. ]+: ')


def _parts(item):
    """The function whose body counts, and the docstrings that may speak of it."""
    if inspect.isclass(item):
        return vars(item).get('__init__'), item.__doc__
    if isinstance(item, property):
        return item.fget, item.__doc__
    function = getattr(item, '__func__', item)  # of classmethod and staticmethod
    return inspect.unwrap(function), function.__doc__


def _body(function):
    """Nodes of a function without those of the functions in it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, ast.ClassDef)):
            waiting += ast.iter_child_nodes(node)


def _faults(item):
    function, text = _parts(item)
    if not text or not text.strip():
        return ['no docstring']
    if not inspect.isfunction(function):
        return []  # a namedtuple, or a class without arguments
    faults = []
    parameters = [name for name in inspect.signature(function).parameters
                  if name not in ('self', 'cls')]
    faults += [f'no word on the argument {name}' for name in parameters
               if name not in text]
    if is_dataclass(item):  # its arguments are its attributes, its body is made up
        return faults
    if len(parameters) > 1 and 'Args:' not in text:
        faults.append('no Args')
    nodes = list(_body(function))
    gives = any(isinstance(node, ast.Return) and node.value is not None
                and not (isinstance(node.value, ast.Constant)
                         and node.value.value is None) for node in nodes)
    yields = any(isinstance(node, (ast.Yield, ast.YieldFrom))
                 and node.value is not None for node in nodes)
    if gives and not isinstance(item, property) and not inspect.isclass(item) \
            and not GIVES.search(text):
        faults.append('no Returns')
    if yields and 'Yields' not in text:
        faults.append('no Yields')
    if any(isinstance(node, ast.Raise) and node.exc is not None for node in nodes) \
            and 'Raise' not in text:
        faults.append('no Raises')
    return faults


@pytest.mark.parametrize('name', NAMES)
def test_docstring(name):
    assert _faults(NAMES[name]) == []


def test_rooms_are_found():
    assert {'fashionseg', 'fashionseg.metrics', 'fashionseg.parsing'} <= set(ROOMS)
    assert len(NAMES) > 100
    # Every room that others import from says what it exports.
    without = [path.parent.name for path in ROOT.rglob('__init__.py')
               if '__all__' not in path.read_text()
               and any(isinstance(node, ast.ImportFrom)
                       for node in ast.walk(ast.parse(path.read_text())))]
    assert without == []


def _no_argument(x):
    """Doubles."""
    return 2 * x


def _no_error(x):
    """Doubles x; returns 2 x."""
    if x < 0:
        raise ValueError('negative')
    return 2 * x


class _Silent:
    def method(self):
        pass


@pytest.mark.parametrize('item, faults', [
    (_no_argument, ['no word on the argument x', 'no Returns']),
    (_no_error, ['no Raises']), (_Silent, ['no docstring'])])
def test_faults_are_found(item, faults):
    assert _faults(item) == faults
