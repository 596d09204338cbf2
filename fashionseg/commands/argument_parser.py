"""Command lines that help."""

import argparse
import difflib
import os
import re
import sys
import textwrap

from fashionseg.processes import find_launch

WIDTH = 80


class ArgumentParser(argparse.ArgumentParser):
    """argparse that ends with one line, names what was meant, and exits with 2.

    Args:
        prog (str): What the user types.
        description (str): What it does; it is wrapped here.
        epilog (str): Lines for the end of the help, which stay as they are.
    """

    def __init__(self, prog, description, epilog=None):
        super().__init__(
            prog=prog, description=textwrap.fill(description, WIDTH), epilog=epilog,
            allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message):
        """Prints ``error: ...`` with the nearest right word and exits with 2.

        Args:
            message (str): What argparse found.
        """
        unknown = re.match(r'unrecognized arguments: (\S+)', message)
        wrong = re.search(r"invalid choice: '?(.*?)'? \(choose from (.*)\)", message)
        near = []
        if unknown:
            options = {option.lstrip('-'): option for action in self._actions
                       for option in action.option_strings}
            word = unknown.group(1).split('=')[0].lstrip('-')
            near = [options[name] for name in _near(word, options)]
        elif wrong:
            near = _near(wrong.group(1), re.findall(r"[^\s,']+", wrong.group(2)))
        hint = f'did you mean {near[0]}?' if near else f'see {self.prog} --help'
        if find_launch(os.environ).rank == 0:  # the others would say the same
            print(f'error: {message}; {hint}', file=sys.stderr)
        self.exit(2)


def _near(word, words):
    """The nearest of the words in a list, or an empty list."""
    names = {name.lower(): name for name in words}
    starts = [name for name in names if word and name.startswith(word.lower())]
    near = starts or difflib.get_close_matches(word.lower(), names, n=1)
    return [names[name] for name in near[:1]]
