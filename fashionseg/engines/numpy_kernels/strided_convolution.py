"""Convolution and its two gradients with any stride, as stride-1 convolutions.

A stride of s turns into a stride of 1 when the s x s phases of the input become
channels ("space to depth") and the filters are cut the same way. The same trick read
backwards gives the gradient by the input, which is a transposed convolution:
the phases of its output are the channels of a stride-1 convolution with the filters
turned around.
"""

import numpy as np

from fashionseg.engines.numpy_kernels.dense_convolution import DenseConvolution
from fashionseg.engines.numpy_kernels.phases import (
    cut_filters, cut_size, gather_phases, join_filters, scatter_phases)


def convolve(x, w, b, out_size, stride, pad, dilate):
    """Convolution of ``x`` with ``w`` plus ``b``.

    Args:
        x (numpy.ndarray): (N, C, H, W), any floating dtype.
        w (numpy.ndarray): (O, C, kh, kw).
        b (numpy.ndarray or None): (O,).
        out_size, stride, pad, dilate (tuple of int): Each as (y, x); the dilation
            is 1 along an axis with a stride above 1.

    Returns:
        numpy.ndarray: (N, O, out_h, out_w), C-contiguous, dtype of ``x``.
    """
    y = np.empty((len(x), len(w)) + out_size, x.dtype)
    dtype = _product_dtype(x, w)
    if w.shape[2:] == (1, 1) and pad == (0, 0):
        x = x[:, :, ::stride[0], ::stride[1]][:, :, :out_size[0], :out_size[1]]
        stride = (1, 1)
        if dtype == x.dtype and x.shape[2:] == out_size and y[0, 0].size >= 1024:
            return _convolve_1x1(x, w, b, y)
    if stride != (1, 1):
        x = gather_phases(x, w.shape[2:], out_size, stride, pad)
        w = cut_filters(w, stride)
        pad = (0, 0)
    DenseConvolution(x.shape, w.shape, out_size, pad, dilate, dtype).forward(
        x, w.astype(dtype, copy=False), b, y)
    return y


def convolve_grad_w(x, gy, ksize, stride, pad, dilate):
    """Gradient of ``convolve`` by ``w``: (O, C, kh, kw); arguments as there."""
    w_shape = (gy.shape[1], x.shape[1]) + ksize
    dtype = _product_dtype(x, gy)
    if stride == (1, 1):
        return DenseConvolution(
            x.shape, w_shape, gy.shape[2:], pad, dilate, dtype).grad_w(x, gy)
    phases = gather_phases(x, ksize, gy.shape[2:], stride, pad)
    cut_shape = (gy.shape[1], phases.shape[1]) + cut_size(ksize, stride)
    gw = DenseConvolution(
        phases.shape, cut_shape, gy.shape[2:], (0, 0), (1, 1), dtype).grad_w(
            phases, gy)
    return join_filters(gw, w_shape, stride)


def deconvolve(x, w, b, out_size, stride, pad, dilate):
    """Transposed convolution of ``x`` (N, C, H, W) with ``w`` (C, O, kh, kw).

    Returns:
        numpy.ndarray: (N, O, out_h, out_w), C-contiguous, dtype of ``x``.
    """
    dtype = _product_dtype(x, w)
    if stride != (1, 1):
        return _deconvolve_strided(x, w, b, out_size, stride, pad, dtype)
    w = w.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1]
    far = tuple((k - 1) * d - p for k, d, p in zip(w.shape[2:], dilate, pad))
    if min(far) < 0:
        # The padding of the convolution hides the outer pixels of its input's
        # gradient altogether; here they lie outside of x, so drop them there.
        x = x[:, :, max(0, -far[0]):, max(0, -far[1]):]
        far = tuple(max(0, f) for f in far)
    return convolve(x, w, b, out_size, stride, far, dilate)


def _deconvolve_strided(x, w, b, out_size, stride, pad, dtype):
    ksize = w.shape[2:]
    w = cut_filters(w, stride)[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    kh, kw = w.shape[2:]
    size = (x.shape[2] + kh - 1, x.shape[3] + kw - 1)
    phases = np.empty((len(x), len(w)) + size, dtype)
    DenseConvolution(
        x.shape, w.shape, size, (kh - 1, kw - 1), (1, 1), dtype).forward(
            x, w.astype(dtype, copy=False), None, phases)
    return scatter_phases(
        phases, b, ksize, out_size, stride, pad, x.dtype)


def _product_dtype(x, w):
    """Half precision has no matrix product of its own: it is computed in single."""
    return np.result_type(x.dtype, w.dtype, np.float32)


def _convolve_1x1(x, w, b, y):
    """One matrix product per photo, without any copy; large maps only."""
    n, c = x.shape[:2]
    np.matmul(w.reshape(w.shape[:2]), x.reshape(n, c, -1),
              out=y.reshape(n, len(w), -1))
    if b is not None:
        y += b[:, None, None]
    return y
