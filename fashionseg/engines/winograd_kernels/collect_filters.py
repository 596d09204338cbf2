"""Gradients by filters, from gradients by what they are transformed to."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.transform import transform


@compiled
def collect_filters(grads, plane, n_column, first, n_out, gw):
    """Computes the gradients by the filters of some outputs.

    Args:
        grads (numpy.ndarray): Flat: number k of input c and output o is at
            ``k plane + c n_column + o``.
        plane, n_column (int): Multiples of a register's lanes.
        first, n_out (int): First output, number of them.
        gw (numpy.ndarray): (O, C, 3, 3), of any strides, gets them.
    """
    n_lane = VECTOR_BYTES // grads.itemsize
    taps = np.empty((3, 3, n_column), grads.dtype)
    high = np.empty((6, 3, n_column), grads.dtype)
    row = 3 * n_column
    for c in range(gw.shape[1]):
        for i in range(6):
            for o in range(0, n_column, n_lane):
                transform('filter_grad', grads, 6 * i * plane + c * n_column + o, plane,
                          high, i * row + o, n_column)
        for j in range(0, row, n_lane):
            transform('filter_grad', high, j, row, taps, j, row)
        for o in range(n_out):
            for i in range(3):
                for j in range(3):
                    gw[first + o, c, i, j] = taps[i, j, o]
