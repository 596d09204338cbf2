"""Filters, transformed, with the outputs side by side."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.transform import transform

# Filters of so many inputs are read together: what they share of the cache's lines
# is read once.
_TOGETHER = 8


@compiled
def transform_filters(w, first, n_out, wide, n_row, filters, start, n_column, plane):
    """Transforms the filters of some outputs.

    Args:
        w (numpy.ndarray): (O, C, k, k), k 2 or 3, of any strides.
        first, n_out (int): First output, number of them.
        wide, n_row (int): Outputs and inputs, filled up with zeros; the outputs to
            whole registers.
        filters (numpy.ndarray): Flat: number k of input c and output o is written to
            ``start + k plane + c n_column + o``.
    """
    n_lane = VECTOR_BYTES // filters.itemsize
    n_in, n_tap = w.shape[1:3]
    taps = np.zeros((_TOGETHER, n_tap, n_tap, wide), filters.dtype)
    high = np.empty((N_NUMBER, n_tap, wide), filters.dtype)
    row = n_tap * wide
    for begin in range(0, n_in, _TOGETHER):
        n_here = min(_TOGETHER, n_in - begin)
        for o in range(n_out):
            for c in range(n_here):
                for i in range(n_tap):
                    for j in range(n_tap):
                        taps[c, i, j, o] = w[first + o, begin + c, i, j]
        for c in range(n_here):
            for j in range(0, row, n_lane):
                _transform(n_tap, taps, n_tap * c * row + j, row, high, j, row)
            for i in range(N_NUMBER):
                for o in range(0, wide, n_lane):
                    to = start + N_NUMBER * i * plane + (begin + c) * n_column + o
                    _transform(n_tap, high, i * row + o, wide, filters, to, plane)
    for k in range(N_NUMBER ** 2):
        for c in range(n_in, n_row):
            to = start + k * plane + c * n_column
            filters[to:to + wide] = 0


@compiled
def _transform(n_tap, source, start, step, target, to, stride):
    if n_tap == 3:
        transform('filter_3', source, start, step, target, to, stride)
    else:
        transform('filter_2', source, start, step, target, to, stride)
