"""The engine that needs no PyTorch."""

import math

import numpy as np
import threadpoolctl

from fashionseg.engines.amx_kernels import convolution as amx
from fashionseg.engines.amx_kernels.fits import fits as fits_amx
from fashionseg.engines.compiled_kernels import convolution as narrow
from fashionseg.engines.compiled_kernels.adam import adam
from fashionseg.engines.compiled_kernels.is_precise import is_precise
from fashionseg.engines.compiled_kernels.sum_pixels import sum_pixels
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.numpy_kernels import convolution as wide
from fashionseg.engines.numpy_kernels import pointwise
from fashionseg.engines.numpy_kernels.chain_kernels import NumpyChainKernels
from fashionseg.engines.numpy_kernels.in_single import in_single
from fashionseg.engines.numpy_kernels.numpy_maps import NumpyMaps
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.panel_kernels import convolution as panels
from fashionseg.engines.panel_kernels.fits import fits as fits_panels
from fashionseg.engines.winograd_kernels import convolution as winograd
from fashionseg.engines.winograd_kernels.fits import fits
from fashionseg.engines.winograd_kernels.keeps import keeps


class NumpyEngine(NumpyMaps):
    """Products of NumPy over blocks that stay in the cache, and compiled loops.

    Convolutions of many channels are products: by the unit for small matrices where the
    processor has one; elsewhere, and for gradients by filters, those of 3 x 3, or of
    4 x 4 to half the size and back, take a quarter to a third of the multiplications.
    Others are loops. Filters that stay as they are, are laid out once.

    Arrays that are not NumPy's are left to Chainer.
    """

    name = 'numpy'

    def outruns_graphs(self):
        """See :meth:`fashionseg.engines.engine.Engine.outruns_graphs`."""
        return VECTOR_BYTES == 64

    def use_threads(self, n_thread):
        """See :meth:`fashionseg.engines.engine.Engine.use_threads`."""
        # Each thread computes products of its own.
        threadpoolctl.threadpool_limits(1, user_api='blas')
        THREADS.set_count(n_thread)

    @in_single
    def convolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve`."""
        if not _is_ours(x, w.shape, groups):
            return NotImplemented
        if fits_amx(x, w, out_size, groups):
            return amx.convolve(x, w, b, out_size, stride, pad, dilate)
        if fits(x, w.shape, x.shape[2:], out_size, stride, pad, dilate, groups,
                keeps(w)):
            return winograd.convolve(x, w, b, out_size, pad, dilate)
        if fits_panels(x, w, out_size, groups):
            return panels.convolve(x, w, b, out_size, stride, pad, dilate)
        w, dilate = _spread(w, stride, dilate)
        geometry = out_size, stride, pad, dilate
        if narrow.is_narrow(w.shape, groups, x.dtype, math.prod(out_size)):
            return narrow.convolve(x, w, b, *geometry, groups)
        if pointwise.is_pointwise(x, w, stride, pad, groups):
            return pointwise.convolve(x, w, b)
        return wide.convolve(x, w, b, *geometry)

    @in_single
    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_grad_w`."""
        w_shape = (gy.shape[1], x.shape[1] // groups) + tuple(ksize)
        if not _is_ours(x, w_shape, groups):
            return NotImplemented
        if fits(x, w_shape, x.shape[2:], gy.shape[2:], stride, pad, dilate, groups):
            return winograd.convolve_grad_w(x, gy, ksize, pad, dilate)
        step = (1, 1)
        if stride != (1, 1):
            step, dilate = dilate, (1, 1)
            w_shape = w_shape[:2] + tuple(
                (k - 1) * d + 1 for k, d in zip(ksize, step))
        geometry = stride, pad, dilate
        if narrow.is_narrow(w_shape, groups, x.dtype, math.prod(gy.shape[2:])):
            gw = narrow.convolve_grad_w(x, gy, w_shape, *geometry, groups)
        else:
            gw, _ = wide.convolve_grads(x, gy, w_shape[2:], *geometry)
        return np.ascontiguousarray(gw[:, :, ::step[0], ::step[1]], x.dtype)

    @in_single
    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        """See :meth:`fashionseg.engines.engine.Engine.deconvolve`."""
        if not _is_ours(x, w.shape, groups):
            return NotImplemented
        if fits_amx(x, w, x.shape[2:], groups):
            return amx.deconvolve(x, w, b, out_size, stride, pad, dilate)
        if w.shape[2] == 4 and fits(
                x, w.shape, out_size, x.shape[2:], stride, pad, dilate, groups,
                keeps(w)):
            return winograd.deconvolve(x, w, b)
        w, dilate = _spread(w, stride, dilate)
        geometry = out_size, stride, pad, dilate
        if narrow.is_narrow(w.shape, groups, x.dtype, math.prod(x.shape[2:])):
            return narrow.deconvolve(x, w, b, *geometry, groups)
        return wide.deconvolve(x, w, b, *geometry)

    @in_single
    def convolve_backward(self, x, w, gy, stride, pad, dilate, groups, want_x,
                          want_b=True):
        """See :meth:`fashionseg.engines.engine.Engine.convolve_backward`."""
        geometry = stride, pad, dilate
        if not _is_ours(x, w.shape, groups) or (1, 1) not in (stride, dilate):
            return super().convolve_backward(x, w, gy, *geometry, groups, want_x)
        if want_x and fits_amx(gy, w, gy.shape[2:], groups):
            _, gw, gb = self.convolve_backward(
                x, w, gy, *geometry, groups, False, want_b)
            return amx.deconvolve(gy, w, None, x.shape[2:], *geometry), gw, gb
        if fits(x, w.shape, x.shape[2:], gy.shape[2:], stride, pad, dilate, groups):
            return winograd.convolve_grads(x, w, gy, pad, dilate, want_x, want_b)
        is_narrow = narrow.is_narrow(w.shape, groups, x.dtype, math.prod(gy.shape[2:]))
        if is_narrow or pointwise.is_pointwise(x, w, stride, pad, groups):
            gb = sum_pixels(gy) if want_b else None
            if not is_narrow:
                return (*pointwise.convolve_grads(x, w, gy, want_x), gb)
            if not want_x:
                return None, narrow.convolve_grad_w(
                    x, gy, w.shape, *geometry, groups), gb
            return (*narrow.convolve_grads(x, w, gy, *geometry, groups), gb)
        gw, gb = wide.convolve_grads(x, gy, w.shape[2:], *geometry)
        gx = wide.deconvolve(gy, w, None, x.shape[2:], *geometry) if want_x else None
        return gx, gw.astype(x.dtype, copy=False), gb.astype(x.dtype, copy=False)

    def chain_kernels(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`."""
        return NumpyChainKernels(self) if type(array) is np.ndarray else None

    def has_adam(self, array):
        """See :meth:`fashionseg.engines.engine.Engine.has_adam`."""
        return type(array) is np.ndarray

    def adam(self, *arrays_and_numbers):
        """See :meth:`fashionseg.engines.engine.Engine.adam`."""
        adam(*arrays_and_numbers)

    def joins_normalization(self, x, w, gamma, beta):
        """See :meth:`fashionseg.engines.engine.Engine.joins_normalization`."""
        return is_precise(x, w, gamma, beta) and _is_ours(
            x, w.shape, x.shape[1] // w.shape[1])


def _is_ours(x, w_shape, groups):
    """Whether some kernel here does a convolution; those of groups are narrow."""
    return type(x) is np.ndarray and (groups == 1 or narrow.is_narrow(
        w_shape, groups, x.dtype, math.prod(x.shape[2:])))


def _spread(w, stride, dilate):
    """Filters with zeros between the taps, where a stride meets a dilation."""
    if stride == (1, 1) or dilate == (1, 1):
        return w, dilate
    size = tuple((k - 1) * d + 1 for k, d in zip(w.shape[2:], dilate))
    wide = np.zeros(w.shape[:2] + size, w.dtype)
    wide[:, :, ::dilate[0], ::dilate[1]] = w
    return wide, (1, 1)
