"""Tell the C library to give freed memory back to the system."""

import ctypes


def release_memory():
    """Gives back every page of this process that holds nothing any more.

    What :func:`~fashionseg.engines.keep_memory.keep_memory` keeps for the next large
    array is of no use when the next one is much smaller. Takes some milliseconds. Does
    nothing where the C library has no ``malloc_trim``.

    Returns:
        bool: True when some memory was given back.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return False
    return trim(0) == 1
