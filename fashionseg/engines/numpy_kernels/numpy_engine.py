"""The engine that needs nothing but NumPy."""

import numpy as np
import threadpoolctl

from fashionseg.engines.engine import Engine
from fashionseg.engines.numpy_kernels import (
    averaging, normalization, pooling, resizing)
from fashionseg.engines.numpy_kernels.adam import adam
from fashionseg.engines.numpy_kernels.chain_kernels import NumpyChainKernels
from fashionseg.engines.numpy_kernels.convolution import (
    convolve, convolve_grads, deconvolve)
from fashionseg.engines.numpy_kernels.depthwise_convolution import (
    depthwise_convolve, depthwise_deconvolve, depthwise_grad_w)
from fashionseg.engines.numpy_kernels.relu_grad import relu_grad
from fashionseg.engines.numpy_kernels.threads import THREADS


class NumpyEngine(Engine):
    """Kernels of NumPy products over blocks that stay in the cache.

    Arrays that are not NumPy's are left to Chainer.
    """

    name = 'numpy'

    def use_threads(self, n_thread):
        """See :meth:`fashionseg.engines.engine.Engine.use_threads`."""
        # Each thread computes products of its own.
        threadpoolctl.threadpool_limits(1, user_api='blas')
        THREADS.set_count(n_thread)

    def convolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        w, dilate = _spread(w, stride, dilate)
        geometry = out_size, stride, pad, dilate
        if _is_depthwise(groups, x.shape[1], len(w)):
            return depthwise_convolve(x, w, b, *geometry)
        return _join(1, [
            convolve(xs, ws, bs, *geometry)
            for xs, ws, bs in zip(_cut(x, 1, groups), _cut(w, 0, groups),
                                  _cut(b, 0, groups))])

    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_grad_w`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        step = (1, 1)
        if stride != (1, 1):
            step, dilate = dilate, (1, 1)
            ksize = tuple((k - 1) * d + 1 for k, d in zip(ksize, step))
        geometry = ksize, stride, pad, dilate
        if _is_depthwise(groups, x.shape[1], gy.shape[1]):
            gw = depthwise_grad_w(x, gy, *geometry)
        else:
            gw = _join(0, [
                convolve_grads(xs, gys, *geometry)[0]
                for xs, gys in zip(_cut(x, 1, groups), _cut(gy, 1, groups))])
        return np.ascontiguousarray(gw[:, :, ::step[0], ::step[1]], x.dtype)

    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.deconvolve`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        w, dilate = _spread(w, stride, dilate)
        geometry = out_size, stride, pad, dilate
        if _is_depthwise(groups, x.shape[1], w.shape[1] * groups):
            return depthwise_deconvolve(x, w, b, *geometry)
        return _join(1, [
            deconvolve(xs, ws, bs, *geometry)
            for xs, ws, bs in zip(_cut(x, 1, groups), _cut(w, 0, groups),
                                  _cut(b, 0, groups))])

    def convolve_backward(self, x, w, gy, stride, pad, dilate, groups, want_x):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_backward`."""
        geometry = stride, pad, dilate
        if (type(x) is not np.ndarray or groups > 1
                or (1, 1) not in (stride, dilate)):
            return super().convolve_backward(x, w, gy, *geometry, groups, want_x)
        gw, gb = convolve_grads(x, gy, w.shape[2:], *geometry)
        gx = deconvolve(gy, w, None, x.shape[2:], *geometry) if want_x else None
        return gx, gw.astype(x.dtype, copy=False), gb.astype(x.dtype, copy=False)

    def chain_kernels(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`."""
        return NumpyChainKernels(self) if type(array) is np.ndarray else None

    def adam(self, *arrays_and_numbers):
        """See :meth:`fashionseg.engines.engine.Engine.adam`."""
        adam(*arrays_and_numbers)

    def max_pool(self, x, ksize, stride, pad, out_size):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool`."""
        if not _tiles(x, ksize, stride, pad, x.shape[2:], out_size):
            return NotImplemented
        return pooling.max_pool(x, ksize)

    def max_pool_grad(self, gy, indexes, in_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool_grad`."""
        if not _tiles(gy, ksize, stride, pad, in_size, gy.shape[2:]):
            return NotImplemented
        return pooling.scatter(gy, indexes, ksize)

    def upsample(self, x, indexes, out_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.upsample`."""
        if not _tiles(x, ksize, stride, pad, out_size, x.shape[2:]):
            return NotImplemented
        return pooling.scatter(x, indexes, ksize)

    def upsample_grad(self, gy, indexes, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.upsample_grad`."""
        if not _tiles(gy, ksize, stride, pad, gy.shape[2:], indexes.shape[2:]):
            return NotImplemented
        return pooling.gather(gy, indexes, ksize)

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

    def relu_grad(self, gy, y):
        """See :meth:`fashionseg.engines.engine.Engine.relu_grad`."""
        if type(gy) is not np.ndarray or gy.ndim != 4 or 0 in gy.shape:
            return NotImplemented
        return relu_grad(gy, y, np.empty(gy.shape, gy.dtype))

    def batch_normalize(self, x, gamma, beta, eps):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        return normalization.batch_normalize(x, gamma, beta, eps)

    def batch_normalize_grad(self, x, gamma, gy, mean, inv_std):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize_grad`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        return normalization.batch_normalize_grad(x, gamma, gy, mean, inv_std)

    def normalize(self, x, gamma, beta, mean, var, eps):
        """See :meth:`fashionseg.engines.engine.Engine.normalize`."""
        if type(x) is not np.ndarray:
            return NotImplemented
        return normalization.normalize(x, gamma, beta, mean, var, eps)


def _is_depthwise(groups, in_channels, out_channels):
    return groups > 1 and groups == in_channels == out_channels


def _spread(w, stride, dilate):
    """Filters with zeros between the taps, where a stride meets a dilation."""
    if stride == (1, 1) or dilate == (1, 1):
        return w, dilate
    size = tuple((k - 1) * d + 1 for k, d in zip(w.shape[2:], dilate))
    wide = np.zeros(w.shape[:2] + size, w.dtype)
    wide[:, :, ::dilate[0], ::dilate[1]] = w
    return wide, (1, 1)


def _cut(array, axis, groups):
    return [array] * groups if array is None else np.split(array, groups, axis)


def _join(axis, parts):
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis)


def _tiles(x, ksize, stride, pad, size, count):
    """Whether ``count`` windows neither overlap nor leave a rest of ``size``."""
    return (type(x) is np.ndarray and tuple(ksize) == tuple(stride)
            and tuple(pad) == (0, 0)
            and all(n > 0 and s == n * k for s, n, k in zip(size, count, ksize)))
