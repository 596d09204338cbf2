"""README says what the code does."""

import argparse
import re
from pathlib import Path

from fashionseg.commands.command_table import COMMANDS
from fashionseg.commands.options import add_data_options, add_run_options
from fashionseg.configurations import PROFILES

ROOT = Path(__file__).parents[1]
README = (ROOT / 'README.md').read_text()


def test_profiles():
    for name, p in PROFILES.items():
        row = (f'| `{name}` | {p.width:g} | 1/{p.divisor} | {p.batch_size} | '
               f'{p.learning_rate:g} | {p.n_epoch} | {p.n_run} |')
        assert row in README


def test_every_script_has_its_row():
    scripts = {path.name for path in (ROOT / 'experiments').glob('*.py')}
    assert scripts == set(re.findall(r'^\| `(\w+\.py)` \|', README, re.MULTILINE))


def test_options_and_defaults():
    parser = argparse.ArgumentParser()
    add_data_options(parser)
    add_run_options(parser)
    for action in parser._actions:
        option = action.option_strings[-1]
        if option == '--help':
            continue
        row, = (line for line in README.splitlines()
                if line.startswith('|') and f'`{option}`' in line)
        if action.default is not None:
            assert str(action.default) in row.split('|')[3]


def test_make_variables_are_known():
    makefile = (ROOT / 'Makefile').read_text()
    commands = re.findall(r'^    make (.*(?:\\\n.*)?)', README, re.MULTILINE)
    for command in commands:
        target = command.split()[0]
        assert re.search(rf'^{target}:', makefile, re.MULTILINE)
        for variable in re.findall(r'(\w+)=', command):
            assert f'$({variable})' in makefile


def test_layout_names_every_room():
    for path in (ROOT / 'fashionseg').iterdir():
        if path.is_dir() and path.name != '__pycache__':
            assert f'{path.name}/' in README


def test_every_command_has_its_row():
    table = README.split('## All commands')[1].split('\n## ')[0]
    assert set(re.findall(r'^\| `(\w+)` \|', table, re.MULTILINE)) == set(COMMANDS)
