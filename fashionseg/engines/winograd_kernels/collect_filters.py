"""Gradients by filters, from gradients by what they are transformed to."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.transform import transform


@compiled
def collect_filters(grads, start, plane, n_column, first, n_out, gw):
    """Computes the gradients by the filters of some outputs.

    Args:
        grads (numpy.ndarray): Flat: number k of input c and output o is at
            ``start + k plane + c n_column + o``.
        plane, n_column (int): Multiples of a register's lanes.
        first, n_out (int): First output, number of them.
        gw (numpy.ndarray): (O, C, k, k), k 2 or 3, of any strides, gets them.
    """
    n_lane = VECTOR_BYTES // grads.itemsize
    n_tap = gw.shape[2]
    taps = np.empty((n_tap, n_tap, n_column), grads.dtype)
    high = np.empty((N_NUMBER, n_tap, n_column), grads.dtype)
    row = n_tap * n_column
    for c in range(gw.shape[1]):
        for i in range(N_NUMBER):
            for o in range(0, n_column, n_lane):
                source = start + N_NUMBER * i * plane + c * n_column + o
                _transform(n_tap, grads, source, plane, high, i * row + o, n_column)
        for j in range(0, row, n_lane):
            _transform(n_tap, high, j, row, taps, j, row)
        for o in range(n_out):
            for i in range(n_tap):
                for j in range(n_tap):
                    gw[first + o, c, i, j] = taps[i, j, o]


@compiled
def _transform(n_tap, source, start, step, target, to, stride):
    if n_tap == 3:
        transform('filter_grad_3', source, start, step, target, to, stride)
    else:
        transform('filter_grad_2', source, start, step, target, to, stride)
