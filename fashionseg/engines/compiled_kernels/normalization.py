"""Batch normalization, a range of channels for each thread."""

import numpy as np

from fashionseg.engines.compiled_kernels.normalize import (
    normalize_batch, normalize_batch_grad, scale_and_shift)
from fashionseg.engines.numpy_kernels.threads import THREADS


def batch_normalize(x, gamma, beta, eps, relu=False):
    """Normalizes x (N, C, H, W) by its mean and variance over N, H and W.

    Args:
        gamma, beta (numpy.ndarray): (C,) scale and shift, of x's dtype: single or
            double precision.
        eps (float): Added to the variance.
        relu (bool): Whether negative results become 0.

    Returns:
        tuple: y as x; mean, variance (biased) and 1 / sqrt(variance + eps): (C,).
    """
    maps, y = _maps(x), np.empty(x.shape, x.dtype)
    statistics = np.empty((3, x.shape[1]), x.dtype)
    _share(normalize_batch, x.shape[1], maps, gamma, beta, eps, relu, _maps(y),
           statistics)
    return (y, *statistics)


def batch_normalize_grad(x, gamma, gy, mean, inv_std, y=None):
    """Gradients of ``batch_normalize`` by x, gamma and beta, given that by y.

    ``mean`` and ``inv_std`` (C,) are those that it returned; y as well, where a ReLU
    was wanted.
    """
    gx, gradients = np.empty(x.shape, x.dtype), np.empty((2, x.shape[1]), x.dtype)
    y = np.empty((0, 0, 0), x.dtype) if y is None else _maps(y)
    _share(normalize_batch_grad, x.shape[1], _maps(x), gamma, _maps(gy), mean, inv_std,
           y, _maps(gx), gradients)
    return (gx, *gradients)


def normalize(x, gamma, beta, mean, var, eps):
    """Normalizes x (N, C, H, W) by given statistics (C,): an array as x."""
    scale = gamma / np.sqrt(var + var.dtype.type(eps))
    y = np.empty(x.shape, x.dtype)
    _share(scale_and_shift, x.shape[1], _maps(x), scale, beta - mean * scale, _maps(y))
    return y


def _maps(x):
    return np.ascontiguousarray(x).reshape(*x.shape[:2], -1)


def _share(kernel, n_channel, *args):
    step = -(-n_channel // THREADS.count)
    THREADS.run(lambda first: kernel(*args, first, min(first + step, n_channel)),
                range(0, n_channel, step))
