"""One process for the folder of a run."""

import contextlib
import os
import re

from filelock import FileLock, Timeout

from fashionseg.errors import UserError

# Ours, and those that safetensors writes before it gives them our name.
_HALF = r'.*\.tmp|\.tmp\w+'


@contextlib.contextmanager
def claim_folder(out):
    """Makes the folder of a run and keeps other processes out of it.

    What dead processes left half-written is removed.

    Args:
        out (str): Folder of the run.

    Raises:
        UserError: Another process trains in it.
    """
    os.makedirs(out, exist_ok=True)
    lock = os.path.join(out, 'lock')
    try:
        with FileLock(lock, timeout=0):
            for name in os.listdir(out):
                if re.fullmatch(_HALF, name):
                    os.remove(os.path.join(out, name))
            yield
            # Who waited for this moment finds the result.
            os.remove(lock)
    except Timeout:
        raise UserError(f'another process trains in {out}; wait for it, or give '
                        'another --out or --seed') from None
