"""Pooling, resizing, normalization and ReLU of the engine that needs no PyTorch."""

import numpy as np

from fashionseg.engines.compiled_kernels import max_pooling, normalization
from fashionseg.engines.compiled_kernels.is_precise import is_precise
from fashionseg.engines.compiled_kernels.relu_grad import relu_grad
from fashionseg.engines.compiled_kernels.softmax_binary_cross_entropy import (
    softmax_binary_cross_entropy)
from fashionseg.engines.compiled_kernels.softmax_cross_entropy import (
    softmax_cross_entropy)
from fashionseg.engines.engine import Engine
from fashionseg.engines.numpy_kernels import averaging, pooling, resizing
from fashionseg.engines.numpy_kernels.in_single import in_single


class NumpyMaps(Engine):
    """All but convolutions and the optimizer."""

    @in_single
    def max_pool(self, x, ksize, stride, pad, out_size):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool`."""
        if not is_precise(x):
            return NotImplemented
        return max_pooling.max_pool(x, ksize, stride, pad, out_size)

    @in_single
    def max_pool_grad(self, gy, indexes, in_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool_grad`."""
        if not is_precise(gy):
            return NotImplemented
        return max_pooling.scatter_maps(gy, indexes, in_size, ksize, stride, pad)

    @in_single
    def upsample(self, x, indexes, out_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.upsample`."""
        if not is_precise(x):
            return NotImplemented
        return max_pooling.scatter_maps(x, indexes, out_size, ksize, stride, pad)

    @in_single
    def upsample_grad(self, gy, indexes, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.upsample_grad`."""
        if not is_precise(gy):
            return NotImplemented
        return max_pooling.gather_maps(gy, indexes, ksize, stride, pad)

    def unpool(self, x, out_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.unpool`."""
        if not _tiles(x, ksize, stride, pad, out_size, x.shape[2:]):
            return NotImplemented
        return pooling.unpool(x, ksize)

    def unpool_grad(self, gy, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.unpool_grad`."""
        in_size = tuple(size // k for size, k in zip(gy.shape[2:], ksize))
        if not _tiles(gy, ksize, stride, pad, gy.shape[2:], in_size):
            return NotImplemented
        return pooling.unpool_grad(gy, ksize)

    def resize(self, x, out_size, align_corners):
        """See :meth:`fashionseg.engines.engine.Engine.resize`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        return resizing.resize(x, out_size, align_corners)

    def resize_grad(self, gy, in_size, align_corners):
        """See :meth:`fashionseg.engines.engine.Engine.resize_grad`."""
        if type(gy) is not np.ndarray:
            return NotImplemented
        return resizing.resize_grad(gy, in_size, align_corners)

    def average_pool(self, x, ksize, stride, pad, out_size):
        """See :meth:`fashionseg.engines.engine.Engine.average_pool`."""
        if type(x) is not np.ndarray or ksize != stride or pad != (0, 0):
            return NotImplemented
        return averaging.average_pool(x, ksize, out_size)

    def average_pool_grad(self, gy, in_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.average_pool_grad`."""
        if type(gy) is not np.ndarray or ksize != stride or pad != (0, 0):
            return NotImplemented
        return averaging.average_pool_grad(gy, in_size, ksize)

    @in_single
    def relu_grad(self, gy, y):
        """See :meth:`fashionseg.engines.engine.Engine.relu_grad`."""
        if not is_precise(gy, y):
            return NotImplemented
        return relu_grad(gy, y, np.empty(gy.shape, gy.dtype))

    def batch_normalize(self, x, gamma, beta, eps, relu=False):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize`."""
        if not is_precise(x, gamma, beta):
            return NotImplemented
        return normalization.batch_normalize(x, gamma, beta, eps, relu)

    def batch_normalize_grad(self, x, gamma, gy, mean, inv_std, y=None):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize_grad`."""
        if not is_precise(x, gamma, gy):
            return NotImplemented
        return normalization.batch_normalize_grad(x, gamma, gy, mean, inv_std, y)

    def normalize(self, x, gamma, beta, mean, var, eps):
        """See :meth:`fashionseg.engines.engine.Engine.normalize`."""
        if not is_precise(x, gamma, beta, mean, var):
            return NotImplemented
        return normalization.normalize(x, gamma, beta, mean, var, eps)

    def softmax_cross_entropy(self, score, labels):
        """See :meth:`fashionseg.engines.engine.Engine.softmax_cross_entropy`."""
        if not _are_scores(score, labels):
            return NotImplemented
        return softmax_cross_entropy(score, labels)

    def softmax_binary_cross_entropy(self, score, labels):
        """See :meth:`fashionseg.engines.engine.Engine.softmax_binary_cross_entropy`."""
        if not _are_scores(score, labels):
            return NotImplemented
        return softmax_binary_cross_entropy(score, labels)


def _are_scores(score, labels):
    """Whether the compiled losses take them: they believe what the labels say."""
    return (is_precise(score) and score.dtype == np.float32 and score.shape[1] > 1
            and type(labels) is np.ndarray and labels.min() >= 0
            and labels.max() < score.shape[1])


def _tiles(x, ksize, stride, pad, size, count):
    """Whether ``count`` windows neither overlap nor leave a rest of ``size``."""
    return (type(x) is np.ndarray and tuple(ksize) == tuple(stride)
            and tuple(pad) == (0, 0)
            and all(n > 0 and s == n * k for s, n, k in zip(size, count, ksize)))
