"""docs/gpus.md says what the code does."""

import json
import math
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
    assert 'Run on one NVIDIA H200 and one H100 so far' in PAGE
    assert '14 has run, on one GPU' in (ROOT / 'README.md').read_text()


def test_times_are_those_of_the_run():
    report = json.loads(
        (ROOT / 'data' / 'results' / 'gpu' / 'h100' / 'bench.json').read_text())
    least = {}
    for row in report['rows']:
        if 'missing' not in row:
            key = str(row['batch']), row['precision'], row['engine']
            least[key] = min(least.get(key, math.inf), 1000 * row['median'])
    rows = re.findall(
        r'^\| (\d+) \| (\w+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]*) +\|$', PAGE,
        re.MULTILINE)
    assert len(rows) == 6
    for batch, precision, *cells in rows:
        for cell, engine in zip(cells, ('aten', 'torch', 'as is'), strict=True):
            found = least.get((batch, precision.lower(), engine))
            assert cell == ('' if found is None else f'{found:.2f}')
