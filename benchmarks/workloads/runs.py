"""Whether a process is there (Linux only)."""

import pathlib


def runs(pid):
    """Looks for a process that has not ended.

    Args:
        pid (int): Its number.

    Returns:
        bool: False, too, for one that has ended and that nobody has asked how.
    """
    try:
        text = pathlib.Path(f'/proc/{pid}/stat').read_text()
    except OSError:
        return False
    return text.rpartition(')')[2].split()[0] != 'Z'
