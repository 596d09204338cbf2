"""Batch normalization on the CPU, a few channels at a time.

A block of channels of the whole batch stays in the cache for all passes over it, so
that memory is read once and written once. Chainer reads it five times forward and
makes several arrays of its size.
"""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS

# Numbers in a block: 512 KB of float32. Backward has three of them.
_BLOCK_NUMBERS = 1 << 17


def batch_normalize(x, gamma, beta, eps):
    """Normalizes x (N, C, H, W) by its mean and variance over N, H and W.

    Args:
        gamma, beta (numpy.ndarray): (C,) scale and shift.
        eps (float): Added to the variance.

    Returns:
        tuple: y as x; mean, variance (biased) and 1 / sqrt(variance + eps): (C,), of
        the wider dtype of x and gamma.
    """
    dtype = _dtype(x, gamma)
    maps = x.reshape(*x.shape[:2], -1)
    y = np.empty(maps.shape, x.dtype)
    statistics = np.empty((3, x.shape[1]), dtype)
    mean, var, inv_std = statistics

    def work(block):
        centred = scratch('centred', _shape(maps, block), dtype)
        mean[block] = maps[:, block].mean(axis=2, dtype=dtype).mean(axis=0)
        np.subtract(maps[:, block], mean[block, None], out=centred)
        var[block] = _dot(centred, centred) / (maps.shape[0] * maps.shape[2])
        inv_std[block] = 1 / np.sqrt(var[block] + dtype.type(eps))
        centred *= (gamma[block] * inv_std[block])[:, None]
        np.add(centred, beta[block, None], out=y[:, block], casting='same_kind')

    THREADS.run(work, _blocks(maps))
    wider = np.promote_types(x.dtype, gamma.dtype)
    return (y.reshape(x.shape), *statistics.astype(wider, copy=False))


def batch_normalize_grad(x, gamma, gy, mean, inv_std):
    """Gradients of ``batch_normalize`` by x, gamma and beta, given that by y.

    ``mean`` and ``inv_std`` (C,) are those that it returned.
    """
    dtype = _dtype(x, gamma)
    maps, g_maps = (array.reshape(*x.shape[:2], -1) for array in (x, gy))
    gx = np.empty(maps.shape, x.dtype)
    gradients = np.empty((2, len(gamma)), dtype)
    ggamma, gbeta = gradients
    count = maps.shape[0] * maps.shape[2]

    def work(block):
        x_hat = scratch('centred', _shape(maps, block), dtype)
        np.subtract(maps[:, block], mean[block, None], out=x_hat)
        x_hat *= inv_std[block, None]
        g = g_maps[:, block].astype(dtype, copy=False)
        gbeta[block] = g.sum(axis=2).sum(axis=0)
        ggamma[block] = _dot(g, x_hat)
        x_hat *= (ggamma[block] / -count)[:, None]
        x_hat += g
        x_hat -= (gbeta[block] / count)[:, None]
        np.multiply(x_hat, (gamma[block] * inv_std[block])[:, None],
                    out=gx[:, block], casting='same_kind')

    THREADS.run(work, _blocks(maps))
    return (gx.reshape(x.shape), *gradients.astype(gamma.dtype, copy=False))


def normalize(x, gamma, beta, mean, var, eps):
    """Normalizes x (N, C, H, W) by given statistics (C,): an array as x."""
    scale = gamma / np.sqrt(var + var.dtype.type(eps))
    shift = beta - mean * scale
    maps = x.reshape(*x.shape[:2], -1)
    y = np.empty(maps.shape, x.dtype)

    def work(block):
        np.multiply(maps[:, block], scale[block, None], out=y[:, block],
                    casting='same_kind')
        y[:, block] += shift[block, None].astype(x.dtype, copy=False)

    THREADS.run(work, _blocks(maps))
    return y.reshape(x.shape)


def _dtype(x, gamma):
    """Sums of many numbers in half precision would be too coarse."""
    return np.result_type(x.dtype, gamma.dtype, np.float32)


def _blocks(maps):
    n_photo, n_channel, n_pixel = maps.shape
    step = max(1, _BLOCK_NUMBERS // (n_photo * n_pixel))
    return [slice(c, min(n_channel, c + step)) for c in range(0, n_channel, step)]


def _shape(maps, block):
    return maps.shape[0], block.stop - block.start, maps.shape[2]


def _dot(a, b):
    """Sum of the products over photos and pixels: (channels,)."""
    return np.matmul(a[:, :, None, :], b[:, :, :, None]).sum(axis=0).reshape(-1)
