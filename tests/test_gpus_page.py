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


def test_times_are_those_of_the_run():
    printed = (ROOT / 'data' / 'results' / 'gpu' / 'bench.txt').read_text()
    ours, theirs = {}, {}
    for title, precision, line in re.findall(
            r'round 1 of 1: ([^\n]*), (\w+)\n    ([^\n]*)', printed):
        found = ours if title == 'ours, aten' else theirs
        for seconds, batch in re.findall(r'([\d.]+) s per photo of (\d+)', line):
            found.setdefault((batch, precision), []).append(float(seconds))
    rows = re.findall(r'^\| (\d+) \| (\w+) \| ([\d.]+) \| ([^|]+) \|$', PAGE,
                      re.MULTILINE)
    assert len(rows) == len(ours) == 6
    for batch, precision, mine, other in rows:
        key = batch, precision.lower()
        assert mine == f'{1000 * min(ours[key]):.2f}'
        if key in theirs:
            assert other == f'{1000 * min(theirs[key]):.2f}'
        else:
            assert not other[0].isdigit()
