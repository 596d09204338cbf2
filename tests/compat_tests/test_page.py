"""docs/compat.md says what is patched."""

import importlib
from pathlib import Path

from fashionseg.compat.patches import PATCHES

PAGE = Path(__file__).parents[2] / 'docs' / 'compat.md'


def test_every_patch_has_its_row_and_no_other_has():
    rows = set()
    for name in {name for names in PATCHES.values() for name in names}:
        patch = importlib.import_module('fashionseg.compat.' + name)
        rows.add(f'| `{name}.py` | {patch.__doc__.splitlines()[0]} |')
    lines = PAGE.read_text(encoding='utf-8').splitlines()
    assert {line for line in lines if line.startswith('| `')} == rows
