"""docs/options.md, from the parsers of the commands."""

import argparse

from fashionseg.commands.command_table import COMMANDS, GROUPS
from fashionseg.commands.make_parser import make_parser

_START = """# Every option of every command

`python -m pages` writes this page from the parsers; `fashionseg COMMAND --help`
prints the same. In brackets stands what holds when an option is not given.
"""


def options_page():
    """Describes every command with all that can be typed after it.

    Returns:
        str: The page, Markdown.
    """
    parts = [_START, '\n'.join(
        f'- to {group}: ' + ', '.join(f'[{name}](#{name})' for name in names)
        for group, names in GROUPS.items()) + '\n']
    parts += [_describe(command) for command in COMMANDS]
    return '\n'.join(parts)


def _describe(command):
    parser = make_parser(command)
    lines = [f'## {command}', '', _escape(' '.join(parser.description.split())), '']
    lines += [f'  {line}' for line in parser.epilog.splitlines()[1:]]
    for group in parser._action_groups:
        actions = [action for action in group._group_actions
                   if not isinstance(action, argparse._HelpAction)]
        if not actions:
            continue
        if group.title.startswith('for '):
            lines += ['', f'{group.title[0].upper()}{group.title[1:]}:']
        if not lines[-1].startswith('|'):
            lines += ['', '| option | meaning |', '|---|---|']
        lines += [f'| {_spell(action)} | {_escape(action.help)} |'
                  for action in actions]
    return '\n'.join(lines) + '\n'


def _spell(action):
    """How an option is typed, with what follows it; or an argument's name."""
    value = action.metavar
    if value is None and action.choices:
        value = '{' + ','.join(map(str, action.choices)) + '}'
    words = action.option_strings[-1:]
    if action.nargs != 0:
        words.append({'?': f'[{value}]', '+': f'{value} ...'}.get(action.nargs, value))
    return '`' + _escape(' '.join(words)) + '`'


def _escape(text):
    return text.replace('%%', '%').replace('|', '\\|').replace('*', '\\*')
