"""The engine that needs nothing but NumPy."""

import functools

import numpy as np
import threadpoolctl

from fashionseg.engines.engine import Engine
from fashionseg.engines.compiled_kernels import convolution as narrow
from fashionseg.engines.compiled_kernels import max_pooling, normalization
from fashionseg.engines.compiled_kernels.adam import adam
from fashionseg.engines.compiled_kernels.relu_grad import relu_grad
from fashionseg.engines.numpy_kernels import averaging, pooling, resizing
from fashionseg.engines.numpy_kernels import convolution as wide
from fashionseg.engines.numpy_kernels.chain_kernels import NumpyChainKernels
from fashionseg.engines.numpy_kernels.threads import THREADS


def _in_single(method):
    """Half precision has no kernels of its own: it is computed in single."""
    @functools.wraps(method)
    def compute(self, *args):
        if not any(_is_half(arg) for arg in args):
            return method(self, *args)
        answer = method(self, *(
            arg.astype(np.float32) if _is_half(arg) else arg for arg in args))
        if isinstance(answer, tuple):
            return tuple(map(_to_half, answer))
        return _to_half(answer)
    return compute


def _is_half(arg):
    return type(arg) is np.ndarray and arg.dtype == np.float16


def _to_half(answer):
    if type(answer) is np.ndarray and answer.dtype == np.float32:
        return answer.astype(np.float16)
    return answer


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

    @_in_single
    def convolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve`."""
        if not _is_ours(x, w.shape, groups):
            return NotImplemented
        w, dilate = _spread(w, stride, dilate)
        geometry = out_size, stride, pad, dilate
        if narrow.is_narrow(w.shape, groups, x.dtype):
            return narrow.convolve(x, w, b, *geometry, groups)
        return wide.convolve(x, w, b, *geometry)

    @_in_single
    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_grad_w`."""
        w_shape = (gy.shape[1], x.shape[1] // groups) + tuple(ksize)
        if not _is_ours(x, w_shape, groups):
            return NotImplemented
        step = (1, 1)
        if stride != (1, 1):
            step, dilate = dilate, (1, 1)
            w_shape = w_shape[:2] + tuple(
                (k - 1) * d + 1 for k, d in zip(ksize, step))
        geometry = stride, pad, dilate
        if narrow.is_narrow(w_shape, groups, x.dtype):
            gw = narrow.convolve_grad_w(x, gy, w_shape, *geometry, groups)
        else:
            gw = wide.convolve_grads(x, gy, w_shape[2:], *geometry)[0]
        return np.ascontiguousarray(gw[:, :, ::step[0], ::step[1]], x.dtype)

    @_in_single
    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.deconvolve`."""
        if not _is_ours(x, w.shape, groups):
            return NotImplemented
        w, dilate = _spread(w, stride, dilate)
        geometry = out_size, stride, pad, dilate
        if narrow.is_narrow(w.shape, groups, x.dtype):
            return narrow.deconvolve(x, w, b, *geometry, groups)
        return wide.deconvolve(x, w, b, *geometry)

    @_in_single
    def convolve_backward(self, x, w, gy, stride, pad, dilate, groups, want_x,
                          want_b=True):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_backward`."""
        geometry = stride, pad, dilate
        if not _is_ours(x, w.shape, groups) or (1, 1) not in (stride, dilate):
            return super().convolve_backward(x, w, gy, *geometry, groups, want_x)
        if narrow.is_narrow(w.shape, groups, x.dtype):
            gb = gy.sum(axis=(0, 2, 3)) if want_b else None
            if not want_x:
                return None, narrow.convolve_grad_w(
                    x, gy, w.shape, *geometry, groups), gb
            return (*narrow.convolve_grads(x, w, gy, *geometry, groups), gb)
        gw, gb = wide.convolve_grads(x, gy, w.shape[2:], *geometry)
        gx = None
        if want_x:
            gx = wide.deconvolve(gy, w, None, x.shape[2:], *geometry)
        return gx, gw.astype(x.dtype, copy=False), gb.astype(x.dtype, copy=False)

    def chain_kernels(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`."""
        return NumpyChainKernels(self) if type(array) is np.ndarray else None

    def adam(self, *arrays_and_numbers):
        """See :meth:`fashionseg.engines.engine.Engine.adam`."""
        adam(*arrays_and_numbers)

    @_in_single
    def max_pool(self, x, ksize, stride, pad, out_size):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool`."""
        if not _is_precise(x):
            return NotImplemented
        return max_pooling.max_pool(x, ksize, stride, pad, out_size)

    @_in_single
    def max_pool_grad(self, gy, indexes, in_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.max_pool_grad`."""
        if not _is_precise(gy):
            return NotImplemented
        return max_pooling.scatter_maps(gy, indexes, in_size, ksize, stride, pad)

    @_in_single
    def upsample(self, x, indexes, out_size, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.upsample`."""
        if not _is_precise(x):
            return NotImplemented
        return max_pooling.scatter_maps(x, indexes, out_size, ksize, stride, pad)

    @_in_single
    def upsample_grad(self, gy, indexes, ksize, stride, pad):
        """See :meth:`fashionseg.engines.engine.Engine.upsample_grad`."""
        if not _is_precise(gy):
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

    @_in_single
    def relu_grad(self, gy, y):
        """See :meth:`fashionseg.engines.engine.Engine.relu_grad`."""
        if not _is_precise(gy, y):
            return NotImplemented
        return relu_grad(gy, y, np.empty(gy.shape, gy.dtype))

    def joins_normalization(self, x, w, gamma, beta):
        """See :meth:`fashionseg.engines.engine.Engine.joins_normalization`."""
        return _is_precise(x, w, gamma, beta) and _is_ours(
            x, w.shape, x.shape[1] // w.shape[1])

    def batch_normalize(self, x, gamma, beta, eps, relu=False):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize`."""
        if not _is_precise(x, gamma, beta):
            return NotImplemented
        return normalization.batch_normalize(x, gamma, beta, eps, relu)

    def batch_normalize_grad(self, x, gamma, gy, mean, inv_std, y=None):
        """See :meth:`fashionseg.engines.engine.Engine.batch_normalize_grad`."""
        if not _is_precise(x, gamma, gy):
            return NotImplemented
        return normalization.batch_normalize_grad(x, gamma, gy, mean, inv_std, y)

    def normalize(self, x, gamma, beta, mean, var, eps):
        """See :meth:`fashionseg.engines.engine.Engine.normalize`."""
        if not _is_precise(x, gamma, beta, mean, var):
            return NotImplemented
        return normalization.normalize(x, gamma, beta, mean, var, eps)


def _is_precise(*arrays):
    """Whether NumPy arrays share a precision that kernels are compiled for."""
    return (all(type(array) is np.ndarray for array in arrays)
            and len({array.dtype for array in arrays}) == 1
            and arrays[0].dtype in narrow.DTYPES and 0 not in arrays[0].shape)


def _is_ours(x, w_shape, groups):
    """Whether some kernel here does a convolution; those of groups are narrow."""
    return type(x) is np.ndarray and (
        groups == 1 or narrow.is_narrow(w_shape, groups, x.dtype))


def _spread(w, stride, dilate):
    """Filters with zeros between the taps, where a stride meets a dilation."""
    if stride == (1, 1) or dilate == (1, 1):
        return w, dilate
    size = tuple((k - 1) * d + 1 for k, d in zip(w.shape[2:], dilate))
    wide = np.zeros(w.shape[:2] + size, w.dtype)
    wide[:, :, ::dilate[0], ::dilate[1]] = w
    return wide, (1, 1)


def _tiles(x, ksize, stride, pad, size, count):
    """Whether ``count`` windows neither overlap nor leave a rest of ``size``."""
    return (type(x) is np.ndarray and tuple(ksize) == tuple(stride)
            and tuple(pad) == (0, 0)
            and all(n > 0 and s == n * k for s, n, k in zip(size, count, ksize)))
