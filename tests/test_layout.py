"""The rules that keep the tree readable: imports in one direction, short files."""

import ast
import pathlib

import pytest


ROOT = pathlib.Path(__file__).resolve().parent.parent
# A room imports from itself and from the rows above its own.
ORDER = [
    {'errors', 'classes', 'overlap_rules', 'table_2'},
    {'compat', 'files'},
    {'engines'},
    {'processes'},
    {'snapshots'},
    {'transforms', 'functions', 'metrics'},
    {'datasets', 'links'},
    {'training', 'extensions'},
    {'configurations'},
    {'inference'},
    {'parsing'},
    {'environment', 'tables'},
    {'claims', 'costs', 'figures', 'questions'},
    {'report'},
    {'commands'},
]
LEVELS = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
# `import fashionseg` installs the compat layer; `python -m fashionseg` runs commands.
LEVELS.update({'fashionseg': LEVELS['compat'] + 0.5, '__main__': len(ORDER)})
MOST_LINES = 220
# Spelt apart so that this file passes its own test.
PROMISES = ('TO' + 'DO', 'FIX' + 'ME')

SOURCES = sorted((ROOT / 'fashionseg').rglob('*.py'))
FOLDERS = ('fashionseg', 'benchmarks', 'experiments', 'install', 'pages', 'tests',
           '.ci')
FILES = sorted(
    path for folder in FOLDERS for path in (ROOT / folder).rglob('*')
    if path.is_file() and '__pycache__' not in path.parts)


def name(path):
    return str(path.relative_to(ROOT))


def room_of(path):
    first = path.relative_to(ROOT / 'fashionseg').parts[0]
    return 'fashionseg' if first == '__init__.py' else first.replace('.py', '')


def imported_rooms(source):
    """Names of the rooms that a source file imports, at any depth of the code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, 'relative import in line {}'.format(node.lineno)
            modules = [node.module]
            if node.module == 'fashionseg':
                modules = ['fashionseg.' + alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        for module in modules:
            parts = module.split('.')
            if parts[0] == 'experiments':
                yield 'experiments'
            if parts[0] == 'fashionseg' and len(parts) > 1 and '__' not in parts[1]:
                yield parts[1]


def check_imports(room, source):
    for other in imported_rooms(source):
        allowed = other == room or LEVELS.get(other, 99) < LEVELS[room]
        assert allowed, '{} imports {}'.format(room, other)


@pytest.mark.parametrize('path', SOURCES, ids=name)
def test_imports_point_in_one_direction(path):
    assert room_of(path) in LEVELS, 'a room that the order does not know'
    check_imports(room_of(path), path.read_text())


@pytest.mark.parametrize('room, source', [
    ('links', 'from fashionseg.training import updater'),
    ('links', 'import fashionseg.datasets.index'),
    ('transforms', 'from fashionseg import metrics'),
    ('errors', 'import fashionseg.classes'),
    ('commands', 'import experiments.run'),
    ('tables', 'def f():\n    from fashionseg.commands import x'),
    ('links', 'from . import blocks'),
    ('links', 'from fashionseg.unknown import x'),
])
def test_wrong_imports_are_found(room, source):
    with pytest.raises(AssertionError):
        check_imports(room, source)


def test_right_imports_pass():
    check_imports('links', 'import chainer\nfrom fashionseg import functions\n'
                           'import fashionseg\nimport fashionseg.links.blocks\n'
                           'from fashionseg.errors import UserError')


@pytest.mark.parametrize(
    'path', [path for path in FILES if path.suffix == '.py'], ids=name)
def test_python_files_are_short_and_narrow(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= MOST_LINES or path.relative_to(ROOT).parts[0] == 'tests'
    assert [n for n, line in enumerate(lines, 1) if len(line) > 88] == []


def test_no_promises_in_the_tree():
    top = [path for path in ROOT.iterdir() if path.is_file()]
    found = [name(path) for path in FILES + top
             for promise in PROMISES if promise.encode() in path.read_bytes()]
    assert found == []
