"""Files that are whole or not there."""

import contextlib
import os


@contextlib.contextmanager
def write_bytes(path, data):
    """Writes ``data`` to a temporary file; it becomes ``path`` when the block ends.

    Folders are made as needed. An error in the block leaves nothing behind.

    Yields:
        str: The temporary file.
    """
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    temporary = f'{path}.{os.getpid()}.tmp'
    try:
        with open(temporary, 'wb') as file:
            file.write(data)
        yield temporary
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
