"""A disk that is soon full."""

import contextlib
import pathlib
import subprocess
import tempfile

from fashionseg.errors import UserError


@contextlib.contextmanager
def small_disk(size):
    """Mounts a tmpfs; Linux alone has it.

    Args:
        size (int): Bytes.

    Yields:
        pathlib.Path: Where.

    Raises:
        UserError: This system does not let us.
    """
    with tempfile.TemporaryDirectory() as place:
        try:
            answer = subprocess.run(
                ['mount', '-t', 'tmpfs', '-o', f'size={size}', 'tmpfs', place],
                capture_output=True, text=True)
            words = answer.returncode and answer.stderr.strip()
        except OSError as error:
            words = error.strerror
        if words:
            raise UserError(f'no disk could be mounted ({words}); call this as root, '
                            'where mounting is allowed')
        try:
            yield pathlib.Path(place)
        finally:
            # At once, though a process that has just ended may still be there.
            subprocess.run(['umount', '--lazy', place], check=True)
