"""Bilinear resizing on the CPU as two small matrix products."""

import numpy as np


def install_numpy_resizing():
    """Replace the CPU arithmetic of ``chainer.functions.resize_images``.

    Chainer gathers four neighbours of every pixel and, for the gradient, counts them
    back with ``numpy.bincount``. Interpolation is linear along each axis, so it is
    one matrix per axis, and the gradient the same two matrices transposed.
    """
    from chainer.functions.array import resize_images

    resize_images.interpolate_bilinear_cpu = _interpolate
    resize_images.interpolate_grad_bilinear_cpu = _interpolate_grad


def _interpolate(x, v, u, vw, uw):
    """Resize ``x`` (N, C, H, W) to the shape of ``v``.

    ``v`` and ``u`` (out_h, out_w) are the rows and columns above and left of each
    output pixel, ``vw`` and ``uw`` the weights of the next row and column.
    """
    rows = _matrix(v[:, 0], vw[:, 0], x.shape[2])
    columns = _matrix(u[0], uw[0], x.shape[3])
    return np.matmul(rows, np.matmul(x, columns.T))


def _interpolate_grad(gy, v, u, vw, uw, height, width):
    """Gradient of ``_interpolate`` by ``x``: (N, C, height, width)."""
    rows = _matrix(v[:, 0], vw[:, 0], height)
    columns = _matrix(u[0], uw[0], width)
    return np.matmul(np.matmul(rows.T, gy), columns)


def _matrix(first, weight, size):
    """(out, in): each output number from its two neighbours, the last repeated."""
    matrix = np.zeros((len(first), size), weight.dtype)
    at = np.arange(len(first))
    np.add.at(matrix, (at, first), 1 - weight)
    np.add.at(matrix, (at, np.minimum(first + 1, size - 1)), weight)
    return matrix
