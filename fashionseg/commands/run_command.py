"""How every command ends."""

import errno
import os
import signal
import sys

from fashionseg.errors import Stopped, UserError
from fashionseg.processes import find_launch

# What a wrong path given on the command line leads to.
PATH_ERRORS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST,
               errno.EISDIR)


def run_command(command, *args, end=None):
    """Calls a command and turns what users can mend into one line.

    While it runs, SIGTERM does what Ctrl-C does: whatever the command has started is
    ended and cleaned up, and a line says so.

    Args:
        command (callable): Returns an exit status, or None for 0.
        *args: Its arguments.
        end (callable): Takes the line and the exit status, tells the line and returns
            the status. None prints the line, and is for commands of one process.

    Returns:
        int: Exit status: 2 after bad input or a full disk, 130 after Ctrl-C, 143 after
        SIGTERM.
    """
    if end is None:
        end = _print
        launch = find_launch(os.environ)
        if launch.size > 1:
            return 2 if launch.rank else end(
                'error: only training runs in several processes; start this command '
                'without mpiexec or srun', 2)
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        return command(*args) or 0
    except UserError as error:
        return end(f'error: {error}', 2)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            where = f' of {os.path.dirname(error.filename)}' if error.filename else ''
            return end(f'error: the disk{where} is full; free some room and give the '
                       'same command again, it goes on from what is finished', 2)
        if error.errno in PATH_ERRORS and error.filename:
            return end(f'error: {error.filename} cannot be used ({error.strerror}); '
                       'give another path', 2)
        raise
    except KeyboardInterrupt as stop:
        return end(str(stop) or 'stopped',
                   128 + getattr(stop, 'signum', signal.SIGINT))
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(signum, frame):
    raise Stopped(signum)


def _print(line, status):
    print(line, file=sys.stderr)
    return status
