"""Every command that a page shows is one that the program takes."""

import pathlib
import re
import shlex

import pytest

from fashionseg.commands.command_table import COMMANDS
from fashionseg.commands.make_parser import make_parser
from pages.root import ROOT

MAKEFILE = (ROOT / 'Makefile').read_text(encoding='utf-8')
# api.md has code and no commands.
PAGES = sorted([ROOT / 'README.md', ROOT / 'CONTRIBUTING.md',
                *(path for path in (ROOT / 'docs').glob('*.md')
                  if path.name != 'api.md')])
COMMAND = re.compile(r'(fashionseg [a-z]|make( |$)|python[\d.]* )')
LAUNCHER = re.compile(r'^(mpiexec -n \d+|srun( --[\w-]+=[\w-]+)*) ')


def _commands(page):
    """Command lines of a page's blocks, and in its sentences between backticks.

    Each without a comment and without the folder of the environment, and whether it
    stands in a block, where it is whole.
    """
    text = page.read_text(encoding='utf-8').replace('\\\n', ' ')
    text = re.sub(r'^```python\n.*?^```', '', text, flags=re.MULTILINE | re.DOTALL)
    found = [(line, True) for line in re.findall(r'^ {4}(\S.*)$', text, re.MULTILINE)]
    found += [(span, False) for span in re.findall(r'`([^`\n]+)`', text)]
    for line, whole in found:
        line = ' '.join(re.sub(r' +# .*', '', line).replace('.venv/bin/', '').split())
        line = LAUNCHER.sub('', line)
        if COMMAND.match(line):
            yield line, whole


def check(line, whole=True):
    """Raises AssertionError, OSError or SystemExit for a command that there is not."""
    words = shlex.split(re.sub(r'^python\S* -m fashionseg ', 'fashionseg ', line))
    if words[0] == 'fashionseg':
        assert words[1] in COMMANDS
        parser = make_parser(words[1])
        if whole:
            parser.parse_args(words[2:])
        known = parser._option_string_actions
        assert all(word in known for word in words if word.startswith('--'))
    elif words[0] == 'make':
        for target in words[1:2]:
            assert re.search(rf'^{target}:', MAKEFILE, re.MULTILINE)
        for variable in re.findall(r' (\w+)=', line):
            assert f'$({variable})' in MAKEFILE
    elif words[1].startswith('experiments/'):
        assert (ROOT / words[1]).is_file()
        make_parser('train').parse_args(['A', *words[2:]])
    else:
        name = words[2].replace('.', '/') if words[1] == '-m' else words[1]
        path = ROOT / name.removesuffix('.py')
        path = path / '__main__.py' if path.is_dir() else path.with_suffix('.py')
        source = path.read_text(encoding='utf-8')
        assert all(f"'{word}'" in source for word in words if word.startswith('--'))


@pytest.mark.parametrize('page', PAGES, ids=lambda path: path.name)
def test_commands(page):
    for line, whole in _commands(page):
        try:
            check(line, whole)
        except SystemExit as end:
            assert end.code == 0, line


def test_commands_are_found():
    found = [line for page in PAGES for line, _ in _commands(page)]
    assert len(found) > 60
    assert {'make reproduce', 'fashionseg predict photo.jpg --out labels',
            'python -m pages'} <= set(found)


@pytest.mark.parametrize('line', [
    'fashionseg predikt photo.jpg --out labels',
    'fashionseg predict photo.jpg --out labels --wheights x',
    'fashionseg train Z', 'make reprodce', 'make reproduce DATASE=ccp',
    'python -m benchmarks.nothing', 'python -m benchmarks.killed_runs --no-such',
    'python experiments/config_z.py', 'python -m fashionseg env --no-such'])
def test_wrong_commands_are_found(line):
    with pytest.raises((AssertionError, OSError, SystemExit)) as error:
        check(line)
    assert getattr(error.value, 'code', 2) == 2


@pytest.mark.parametrize('page', PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding='utf-8')
    for link in re.findall(r'\]\(([^)\s]+)\)', text):
        if link.startswith('http'):
            continue
        path, _, anchor = link.partition('#')
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r'^#+ (.*)$', target.read_text(encoding='utf-8'),
                                  re.MULTILINE)
            assert anchor in {re.sub(r'[^\w -]', '', heading.lower()).replace(' ', '-')
                              for heading in headings}, link


@pytest.mark.parametrize('page', PAGES, ids=lambda path: path.name)
def test_rows_have_as_many_cells_as_their_heading(page):
    text = page.read_text(encoding='utf-8')
    for table in re.findall(r'(?:^\|.*\n)+', text, re.MULTILINE):
        rows = [len(re.findall(r'(?<!\\)\|', row)) for row in table.splitlines()]
        assert set(rows) == {rows[0]}, table
