"""Whether there is anything left to train."""

import os

from fashionseg.errors import UserError


def check_unfinished(out):
    """Looks for the result of a run.

    Args:
        out (str): Folder of the run.

    Raises:
        UserError: It is there already.
    """
    path = os.path.join(out, 'result.json')
    if os.path.exists(path):
        raise UserError(f'{path} is there already; remove it, or give another --out or '
                        '--seed')
