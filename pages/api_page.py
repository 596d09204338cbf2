"""docs/api.md, from the docstrings of what other programs call."""

import importlib
import inspect
import re

from pages.docstring_to_markdown import docstring_to_markdown

# The rooms that other programs import from, the most asked for first.
ROOMS = ('fashionseg.parsing', 'fashionseg.metrics', 'fashionseg.inference',
         'fashionseg.datasets', 'fashionseg.transforms', 'fashionseg.functions',
         'fashionseg.links', 'fashionseg.links.baselines', 'fashionseg.configurations',
         'fashionseg.engines', 'fashionseg.training', 'fashionseg.extensions')
_START = """# The Python interface

`python -m pages` writes this page from the docstrings. `Parser` can also be
imported from `fashionseg` itself. Rooms that are not listed here are for the
commands alone and may change.
"""


def api_page():
    """Describes every public name of the rooms above, and the methods of classes.

    Returns:
        str: The page, Markdown.
    """
    parts = [_START]
    for room in ROOMS:
        module = importlib.import_module(room)
        items = [(name, getattr(module, name)) for name in sorted(module.__all__)]
        items = [(name, item) for name, item in items if callable(item)]
        parts.append(f'## {room}\n\n' + docstring_to_markdown(module.__doc__) + '\n')
        for name, item in items:
            parts.append(_describe(name, item, '###'))
            parts += [_describe(f'{name}.{method}', function, '####')
                      for method, function in _methods(item)]
    return '\n'.join(parts)


def _describe(name, item, marks):
    function = getattr(item, '__func__', item)  # of classmethod
    text = docstring_to_markdown(inspect.getdoc(function))
    return f'{marks} {name}\n\n    {name}{_signature(item)}\n\n{text}\n'


def _signature(item):
    if isinstance(item, property):
        return ''
    function = getattr(item, '__func__', item)
    parameters = list(inspect.signature(function).parameters.values())
    if inspect.isfunction(function):  # a method is called without these
        parameters = [p for p in parameters if p.name not in ('self', 'cls')]
    # The place of an object in the memory is another one every time.
    return re.sub(r'=<.*? at 0x\w+>', '=...', str(
        inspect.Signature(parameters)))


def _methods(item):
    """Names and functions of a class's own public methods and properties."""
    if not inspect.isclass(item) or issubclass(item, tuple):
        return []
    return [(name, value) for name, value in vars(item).items()
            if not name.startswith('_') and inspect.getdoc(value)
            and (inspect.isfunction(value)
                 or isinstance(value, (classmethod, property)))]
