"""A temporary folder that never outlives the work in it."""

from contextlib import contextmanager
import errno
import os
import shutil
import tempfile

from fashionseg.errors import UserError


@contextmanager
def temporary_beside(out, needed):
    """Makes a temporary folder in the folder that ``out`` is in or will be in.

    It is removed at the end, after an error and after Ctrl-C too. To keep what is in
    it, rename it.

    Args:
        out (str): What is to be made in the end.
        needed (int): Estimate of the bytes to be written.

    Yields:
        str: Path of the folder.

    Raises:
        UserError: Too little room on the disk, before or during the work, or a folder
            that cannot be written.
    """
    parent = os.path.dirname(os.path.abspath(out))
    try:
        os.makedirs(parent, exist_ok=True)
        free = shutil.disk_usage(parent).free
        if free < needed:
            raise UserError(
                f'the disk of {parent} has {free / 1e6:.0f} MB free and about '
                f'{needed / 1e6:.0f} MB are needed; free some room or give another '
                '--out')
        folder = tempfile.mkdtemp(prefix='.prepare-', dir=parent)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as e:
        if e.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError(f'the disk of {parent} is full; free some room or give '
                            'another --out') from None
        raise UserError(f'{out} cannot be written ({e.strerror}: {e.filename}); give '
                        'another --out') from None
