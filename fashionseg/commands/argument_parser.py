"""Command lines that help."""

import argparse
import difflib
import os
import re
import sys

from fashionseg.processes.find_launch import find_launch


class ArgumentParser(argparse.ArgumentParser):
    """argparse that ends with one line, names the option that was meant, exits 2."""

    def __init__(self, **kwargs):
        super().__init__(allow_abbrev=False, **kwargs)

    def error(self, message):
        """Prints ``error: ...`` with the nearest right option and exits with 2."""
        unknown = re.match(r'unrecognized arguments: (\S+)', message)
        if unknown:
            options = [o for action in self._actions for o in action.option_strings]
            word = unknown.group(1).split('=')[0]
            near = difflib.get_close_matches(word, options, n=1, cutoff=0.5)
            if near:
                message += f'; did you mean {near[0]}?'
            else:
                message += f'; see {self.prog} --help'
        if find_launch(os.environ).rank == 0:  # the others would say the same
            print(f'error: {message}', file=sys.stderr)
        self.exit(2)
