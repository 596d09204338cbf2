"""Filters, transformed, with the outputs side by side."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.transform import transform

# Filters of so many inputs are read together: what they share of the cache's lines
# is read once.
_TOGETHER = 8


@compiled
def transform_filters(w, first, n_out, n_column, filters):
    """Transforms the filters of some outputs.

    Args:
        w (numpy.ndarray): (O, C, 3, 3), of any strides.
        first, n_out (int): First output, number of them.
        n_column (int): The outputs, filled up with zeros to whole registers.
        filters (numpy.ndarray): Flat, gets (36, C, n_column).
    """
    n_lane, n_in = VECTOR_BYTES // filters.itemsize, w.shape[1]
    taps = np.zeros((_TOGETHER, 3, 3, n_column), filters.dtype)
    high = np.empty((6, 3, n_column), filters.dtype)
    plane, row = n_in * n_column, 3 * n_column
    for begin in range(0, n_in, _TOGETHER):
        n_here = min(_TOGETHER, n_in - begin)
        for o in range(n_out):
            for c in range(n_here):
                for i in range(3):
                    for j in range(3):
                        taps[c, i, j, o] = w[first + o, begin + c, i, j]
        for c in range(n_here):
            for j in range(0, row, n_lane):
                transform('filter', taps, 3 * c * row + j, row, high, j, row)
            for i in range(6):
                for o in range(0, n_column, n_lane):
                    transform('filter', high, i * row + o, n_column, filters,
                              6 * i * plane + (begin + c) * n_column + o, plane)
