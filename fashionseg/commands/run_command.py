"""How every command ends."""

import errno
import os
import signal
import sys

from fashionseg.errors import Stopped, UserError

# What a wrong path given on the command line leads to.
PATH_ERRORS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST,
               errno.EISDIR)


def run_command(command, *args):
    """Calls a command and turns what users can mend into one line.

    While it runs, SIGTERM does what Ctrl-C does: whatever the command has started is
    ended and cleaned up, and a line says so.

    Args:
        command (callable): Returns an exit status, or None for 0.
        *args: Its arguments.

    Returns:
        int: Exit status: 2 after bad input or a full disk, 130 after Ctrl-C, 143 after
        SIGTERM.
    """
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        return command(*args) or 0
    except UserError as error:
        return _fail(str(error))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            where = f' of {os.path.dirname(error.filename)}' if error.filename else ''
            return _fail(f'the disk{where} is full; free some room and give the same '
                         'command again, it goes on from what is finished')
        if error.errno in PATH_ERRORS and error.filename:
            return _fail(f'{error.filename} cannot be used ({error.strerror}); give '
                         'another path')
        raise
    except KeyboardInterrupt as stop:
        print(str(stop) or 'stopped', file=sys.stderr)
        return 128 + getattr(stop, 'signum', signal.SIGINT)
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(signum, frame):
    raise Stopped(signum)


def _fail(message):
    print(f'error: {message}', file=sys.stderr)
    return 2
