"""A file takes its place in one step."""

import contextlib
import os


@contextlib.contextmanager
def replace_file(path, sync=True):
    """Yields a temporary file to write; it becomes ``path`` when the block ends.

    Folders are made as needed. An error in the block, or a full disk, leaves ``path``
    as it was and nothing beside it.

    Args:
        path (str or os.PathLike): File to make or replace.
        sync (bool): Have the disk confirm both steps, so that a power cut cannot leave
            an empty file. It costs milliseconds.

    Yields:
        str: The temporary file, in the same folder.

    Raises:
        OSError: The folder cannot be written, or the disk is full; it names a file.
    """
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    temporary = f'{os.fspath(path)}.{os.getpid()}.tmp'
    try:
        yield temporary
        if sync:
            _sync(temporary, os.O_RDWR)
        os.replace(temporary, path)
        if sync:
            _sync(folder, os.O_RDONLY)
    except OSError as error:
        # A full disk is found when an open file is written, which has no name then.
        if error.filename is None:
            error.filename = temporary
        raise
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def _sync(path, flags):
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
