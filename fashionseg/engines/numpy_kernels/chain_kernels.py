"""Chains of convolutions by the engine's own methods."""

import math

import numpy as np

from fashionseg.engines.amx_kernels import convolution as amx
from fashionseg.engines.amx_kernels.fits import fits as fits_amx
from fashionseg.engines.compiled_kernels import convolution as narrow
from fashionseg.engines.compiled_kernels.is_precise import DTYPES
from fashionseg.engines.compiled_kernels.relu_grad import relu_grad
from fashionseg.engines.numpy_kernels import convolution as wide
from fashionseg.engines.numpy_kernels.concatenate import concatenate
from fashionseg.engines.panel_kernels import convolution as panels
from fashionseg.engines.panel_kernels.fits import fits as fits_panels
from fashionseg.engines.winograd_kernels import convolution as winograd
from fashionseg.engines.winograd_kernels.fits import fits
from fashionseg.engines.winograd_kernels.keeps import keeps


class NumpyChainKernels:
    """See :meth:`fashionseg.engines.engine.Engine.chain_kernels`.

    Args:
        engine (fashionseg.engines.numpy_kernels.numpy_engine.NumpyEngine): Computes the
            convolutions.
    """

    def __init__(self, engine):
        self._engine = engine

    def enter(self, array):
        """An array in the form in which the kernels take it."""
        return array

    def leave(self, array, dtype, again=False):
        """Back to an array of Chainer's; ``again``: it will enter another chain."""
        return array.astype(dtype, copy=False)

    def join(self, parts):
        """Concatenation along the channels."""
        return parts[0] if len(parts) == 1 else concatenate(parts)

    def convolve(self, x, w, b, stride, pad, relu, onto):
        """Convolution plus ``onto`` (or None), then ReLU if wanted."""
        out_size = tuple(
            (size + 2 * p - k) // s + 1
            for size, p, k, s in zip(x.shape[2:], pad, w.shape[2:], stride))
        geometry = out_size, stride, pad, (1, 1)
        if fits_amx(x, w, out_size, 1):
            return amx.convolve(x, w, b, *geometry, relu, onto)
        if fits(x, w.shape, x.shape[2:], out_size, stride, pad, (1, 1), 1,
                keeps(w)):
            return winograd.convolve(x, w, b, out_size, pad, (1, 1), relu, onto)
        if fits_panels(x, w, out_size, 1):
            return panels.convolve(x, w, b, *geometry, relu, onto)
        if narrow.is_narrow(w.shape, 1, x.dtype, math.prod(out_size)):
            return narrow.convolve(x, w, b, *geometry, relu=relu, onto=onto)
        return wide.convolve(x, w, b, *geometry, relu, onto)

    def convolve_backward(self, x, w, gy, stride, pad, want_x):
        """Gradients by x (None unless ``want_x``), w and b."""
        return self._engine.convolve_backward(
            x, w, gy, stride, pad, (1, 1), 1, want_x)

    def deconvolve(self, x, w):
        """Transposed convolution: kernel 4, stride 2, pad 1, no bias."""
        out_size = 2 * x.shape[2], 2 * x.shape[3]
        return self._engine.deconvolve(
            x, w, None, out_size, (2, 2), (1, 1), (1, 1), 1)

    def deconvolve_backward(self, x, w, gy):
        """Gradients of ``deconvolve`` by x and w."""
        if narrow.is_narrow(w.shape, 1, x.dtype, math.prod(x.shape[2:])):
            return narrow.deconvolve_grads(x, w, gy, (2, 2), (1, 1))
        geometry = (2, 2), (1, 1), (1, 1), 1
        gx = self._engine.convolve(gy, w, None, x.shape[2:], *geometry)
        return gx, self._engine.convolve_grad_w(gy, x, (4, 4), *geometry)

    def relu_grad(self, gy, y, owned):
        """``gy`` where y > 0, else 0; in place if it is ``owned``."""
        if y.dtype not in DTYPES:
            return gy * (y > 0)
        return relu_grad(gy, y, gy if owned else np.empty_like(y))
