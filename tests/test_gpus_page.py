"""docs/gpus.md says what the code does."""

import re
from pathlib import Path

from fashionseg.commands.options.reproduce import PARALLEL

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / 'docs' / 'gpus.md').read_text()
SETUP = (ROOT / 'setup.py').read_text()


def test_every_extra_has_its_row():
    extras = set(re.findall(r"^    '(cuda[\w-]+)':", SETUP, re.MULTILINE))
    assert extras == set(re.findall(r'^\| `(cuda[\w-]+)` \|', PAGE, re.MULTILINE))
    assert extras == set(re.findall(r"pip install -e '\.\[(cuda[\w-]+)\]'", PAGE))


def test_versions_of_cupy():
    for extra, version in re.findall(
            r"^    '(cuda[\w-]+)': \['cupy-cuda1[23]x(?:\[ctk\])?==(\d+\.\d+)", SETUP,
            re.MULTILINE):
        assert f'| `{extra}` | {version} |' in PAGE


def test_make_variables_are_known():
    makefile = (ROOT / 'Makefile').read_text()
    commands = re.findall(r'^    make (.*)', PAGE, re.MULTILINE)
    assert commands
    for command in commands:
        assert re.search(rf'^{command.split()[0]}:', makefile, re.MULTILINE)
        for variable in re.findall(r'(\w+)=', command):
            assert f'$({variable})' in makefile


def test_both_ways_are_explained():
    assert all(f'`PARALLEL={name}`' in PAGE for name in PARALLEL)


def test_page_and_readme_say_on_what_it_has_run():
    assert 'Run on one NVIDIA H200 so far' in PAGE
    assert '14 has run, on one GPU' in (ROOT / 'README.md').read_text()
