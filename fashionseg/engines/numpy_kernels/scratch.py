"""Memory that the engines use again and again instead of asking for fresh pages."""

import math
import threading

import numpy as np

from fashionseg.engines.numpy_kernels.aligned import aligned

_memory = threading.local()


def scratch(name, shape, dtype):
    """Return an uninitialised array over memory kept under ``name``.

    The memory is kept per thread and grows to the largest request. An array is
    valid until the next request with the same name in the same thread.

    Args:
        name (str): What the memory is for.
        shape (tuple of int): Any shape.
        dtype: Any dtype without objects.

    Returns:
        numpy.ndarray: C-contiguous array of ``shape`` and ``dtype``, which begins where
        a line of the cache does.
    """
    n_byte = math.prod(shape) * np.dtype(dtype).itemsize
    kept = _memory.__dict__.get(name)
    if kept is None or kept.size < n_byte:
        kept = _memory.__dict__[name] = aligned((n_byte,), np.uint8)
    return np.ndarray(shape, dtype, kept)
