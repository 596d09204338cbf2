"""How every command ends."""

import errno
import sys

from fashionseg.errors import UserError


def run_command(command, *args):
    """Calls a command and turns what users can mend into one line.

    Args:
        command (callable): Returns an exit status, or None for 0.
        *args: Its arguments.

    Returns:
        int: Exit status: 2 after bad input or a full disk, 130 after Ctrl-C.
    """
    try:
        return command(*args) or 0
    except UserError as error:
        print(f'error: {error}', file=sys.stderr)
        return 2
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print('error: the disk is full; free some room and give the same command '
              'again, it goes on from the last finished epoch', file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print('stopped', file=sys.stderr)
        return 130
