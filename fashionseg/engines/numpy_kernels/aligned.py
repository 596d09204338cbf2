"""Memory that begins where a line of the cache does."""

import math

import numpy as np

_LINE = 64  # bytes


def aligned(shape, dtype):
    """An uninitialised, C-contiguous array whose first number begins a line.

    Vectors as wide as a line would else lie on two of them each.

    Args:
        shape (tuple of int): Any shape.
        dtype: Any dtype without objects.
    """
    n_byte = math.prod(shape) * np.dtype(dtype).itemsize
    whole = np.empty(n_byte + _LINE, np.uint8)
    start = -whole.ctypes.data % _LINE
    return whole[start:start + n_byte].view(dtype).reshape(shape)
