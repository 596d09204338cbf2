"""``fashionseg bench``: the benchmarks, where there is a clone."""

import importlib
import os
import sys

from fashionseg.commands.current_commit import ROOT
from fashionseg.errors import UserError


def run(args):
    """Runs the benchmarks of the clone that this package lies in.

    Args:
        args (argparse.Namespace): Options of the command.

    Raises:
        UserError: The package was installed without its clone, or an option is wrong.
    """
    if not os.path.isfile(os.path.join(ROOT, 'benchmarks', 'bench.py')):
        raise UserError(f'there are no benchmarks beside the package in {ROOT}; run '
                        'this command in a clone of the project, after make setup')
    if ROOT not in sys.path:
        sys.path.append(ROOT)
    importlib.import_module('benchmarks.bench').run(args)
