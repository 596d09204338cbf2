"""Bilinear resizing on the CPU as two small matrix products.

Chainer gathers four neighbours of every pixel and, for the gradient, counts them back
with ``numpy.bincount``. Interpolation is linear along each axis, so it is one matrix
per axis, and the gradient the same two matrices transposed.
"""

import numpy as np


def resize(x, out_size, align_corners):
    """Resizes x (N, C, H, W) to (N, C, *out_size), same dtype."""
    rows, columns = (
        _matrix(size, out, align_corners).astype(x.dtype)
        for size, out in zip(x.shape[2:], out_size))
    return np.matmul(rows, np.matmul(x, columns.T))


def resize_grad(gy, in_size, align_corners):
    """Gradient of ``resize`` by x: (N, C, *in_size)."""
    rows, columns = (
        _matrix(size, out, align_corners).astype(gy.dtype)
        for size, out in zip(in_size, gy.shape[2:]))
    return np.matmul(np.matmul(rows.T, gy), columns)


def _matrix(size, out, align_corners):
    """(out, size): each output number from its two neighbours, the last repeated."""
    at = np.arange(out)
    if align_corners:
        place = np.linspace(0, size - 1, out)
    else:
        place = np.maximum((at + .5) * size / out - .5, 0)
    first = place.astype(int)
    matrix = np.zeros((out, size))
    np.add.at(matrix, (at, first), 1 - (place - first))
    np.add.at(matrix, (at, np.minimum(first + 1, size - 1)), place - first)
    return matrix
