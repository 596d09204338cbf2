"""Convolutions by the processor's unit for small matrices, and their gradients."""

import numpy as np

from fashionseg.engines.amx_kernels.correlate import correlate
from fashionseg.engines.amx_kernels.geometry import convolution_axis, transposed_axis
from fashionseg.engines.numpy_kernels.bias_or_zeros import bias_or_zeros


def convolve(x, w, b, out_size, stride, pad, dilate, relu=False, onto=None):
    """Convolution; see
    :func:`fashionseg.engines.numpy_kernels.convolution.convolve`."""
    y = onto
    if y is None:
        y = np.empty((len(x), len(w)) + tuple(out_size), x.dtype)
    axes = map(convolution_axis, x.shape[2:], out_size, w.shape[2:], stride, pad,
               dilate)
    correlate(np.ascontiguousarray(x), w, *axes, y, bias_or_zeros(b, y),
              onto is not None, np.float32(0 if relu else -np.inf))
    return y


def deconvolve(x, w, b, out_size, stride, pad, dilate):
    """Transposed convolution; see
    :func:`fashionseg.engines.numpy_kernels.convolution.deconvolve`."""
    y = np.empty((len(x), w.shape[1]) + tuple(out_size), x.dtype)
    axes = map(transposed_axis, x.shape[2:], out_size, w.shape[2:], stride, pad, dilate)
    correlate(np.ascontiguousarray(x), w.transpose(1, 0, 2, 3), *axes, y,
              bias_or_zeros(b, y), False, np.float32(-np.inf))
    return y
