"""README and docs/reproduction.md say what the code does."""

import re
from pathlib import Path

from fashionseg.commands.command_table import COMMANDS
from fashionseg.configurations import PROFILES

ROOT = Path(__file__).parents[1]
README = (ROOT / 'README.md').read_text()
PAGE = (ROOT / 'docs' / 'reproduction.md').read_text()


def test_profiles():
    for name, p in PROFILES.items():
        row = (f'| `{name}` | {p.width:g} | 1/{p.divisor} | {p.batch_size} | '
               f'{p.learning_rate:g} | {p.n_epoch} | {p.n_run} |')
        assert row in PAGE


def test_every_script_has_its_row():
    scripts = {path.name for path in (ROOT / 'experiments').glob('*.py')}
    assert scripts == set(re.findall(r'^\| `(\w+\.py)` \|', PAGE, re.MULTILINE))


def test_layout_names_every_room():
    for path in (ROOT / 'fashionseg').iterdir():
        if path.is_dir() and path.name != '__pycache__':
            assert f'{path.name}/' in README


def test_every_command_has_its_row():
    table = README.split('## All commands')[1].split('\n## ')[0]
    assert set(re.findall(r'^\| `(\w+)` \|', table, re.MULTILINE)) == set(COMMANDS)
