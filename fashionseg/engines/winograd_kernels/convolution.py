"""Convolutions with fewer multiplications, and their gradients.

By filters of 3 x 3 with stride 1, or of 4 x 4 with stride 2 and pad 1 between a map and
one of half the size.
"""

import numpy as np

from fashionseg.engines.compiled_kernels.sum_pixels import sum_pixels
from fashionseg.engines.numpy_kernels.bias_or_zeros import bias_or_zeros
from fashionseg.engines.winograd_kernels.correlate import correlate
from fashionseg.engines.winograd_kernels.correlate_grad import correlate_grad
from fashionseg.engines.winograd_kernels.tiling import (
    taps_of_set, tile_doubling, tile_halving, tile_plainly)


def convolve(x, w, b, out_size, pad, dilate, relu=False, onto=None):
    """Convolution; see
    :func:`fashionseg.engines.numpy_kernels.convolution.convolve`."""
    y = onto
    if y is None:
        y = np.empty((len(x), len(w)) + tuple(out_size), x.dtype)
    tiling, taps = _tile(w, out_size, pad, dilate)
    correlate(np.ascontiguousarray(x), w, tiling, taps, y, bias_or_zeros(b, y),
              onto is not None, x.dtype.type(0 if relu else -np.inf))
    return y


def deconvolve(x, w, b=None):
    """Transposed convolution: filters (C, O, 4, 4), stride 2, pad 1."""
    height, width = x.shape[2:]
    y = np.empty((len(x), w.shape[1], 2 * height, 2 * width), x.dtype)

    def taps(*sets):
        return taps_of_set(w, *sets[2:])[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)

    correlate(np.ascontiguousarray(x), w, tile_doubling((height, width)), taps, y,
              bias_or_zeros(b, y), False, x.dtype.type(-np.inf))
    return y


def convolve_grads(x, w, gy, pad, dilate, want_x, want_b):
    """Gradients of ``convolve`` by x, w and b; None where they are not wanted."""
    gx = convolve_grad_x(w, gy, x.shape[2:], pad, dilate) if want_x else None
    gb = sum_pixels(gy) if want_b else None
    return gx, convolve_grad_w(x, gy, w.shape[2:], pad, dilate), gb


def convolve_grad_x(w, gy, in_size, pad, dilate):
    """Gradient of ``convolve`` by ``x``."""
    if w.shape[2] == 4:
        return deconvolve(gy, w)
    # A convolution by the turned filters.
    turned = w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    far = tuple(2 * d - p for d, p in zip(dilate, pad))
    return convolve(gy, turned, None, in_size, far, dilate)


def convolve_grad_w(x, gy, ksize, pad, dilate):
    """Gradient of ``convolve`` by ``w``."""
    gw = np.empty((gy.shape[1], x.shape[1]) + tuple(ksize), x.dtype)
    tiling, taps = _tile(gw, gy.shape[2:], pad, dilate)
    correlate_grad(np.ascontiguousarray(x), np.ascontiguousarray(gy), tiling, taps)
    return gw


def _tile(w, out_size, pad, dilate):
    """Tiling of a convolution, and the filters between its channels."""
    if w.shape[2] == 4:
        return tile_halving(tuple(out_size)), lambda *sets: taps_of_set(w, *sets[:2])
    return tile_plainly(out_size, pad, dilate), lambda *_: w
