"""Tell the C library to keep freed memory for the next large array."""

import ctypes
import functools

# The parameter numbers of mallopt in glibc's malloc.h.
_M_TRIM_THRESHOLD = -1
_M_TOP_PAD = -2
_M_MMAP_THRESHOLD = -3
_KEPT_BYTES = 1 << 30
_TOP_PAD_BYTES = 64 << 20


@functools.lru_cache(maxsize=None)
def keep_memory():
    """Make the allocator keep large freed blocks; done once per process.

    By default glibc returns every block above 32 MiB to the system at once, so
    each large activation pays for fresh pages in every training step. Does
    nothing where the C library has no ``mallopt``.

    Returns:
        bool: True when the allocator took all three settings.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    settings = (
        (_M_MMAP_THRESHOLD, _KEPT_BYTES),
        (_M_TRIM_THRESHOLD, _KEPT_BYTES),
        (_M_TOP_PAD, _TOP_PAD_BYTES),
    )
    return all([mallopt(number, value) == 1 for number, value in settings])
