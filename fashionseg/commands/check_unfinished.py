"""Whether there is anything left to train."""

import contextlib
import os

from fashionseg.errors import UserError
from fashionseg.snapshots import list_snapshots


def check_unfinished(out):
    """Looks for the result of a run.

    Snapshots that a kill has left beside it are of no use and removed.

    Args:
        out (str): Folder of the run.

    Raises:
        UserError: It is there already.
    """
    path = os.path.join(out, 'result.json')
    if os.path.exists(path):
        for _, snapshot in list_snapshots(out):
            with contextlib.suppress(FileNotFoundError):
                os.remove(snapshot)
        raise UserError(f'{path} is there already; remove it, or give another --out or '
                        '--seed')
