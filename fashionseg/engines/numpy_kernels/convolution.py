"""Convolution and its gradients as products over blocks.

The transposed convolution is the same product mirrored: its filter taps count from the
far end, and the phases of the convolution's input are those of its output.
"""

import functools

import numpy as np

from fashionseg.engines.numpy_kernels.block_products import BlockProducts
from fashionseg.engines.numpy_kernels.divide_taps import divide_taps
from fashionseg.engines.numpy_kernels.filter_taps import FilterTaps
from fashionseg.engines.numpy_kernels.finish import Finish
from fashionseg.engines.numpy_kernels.side import Side

_ONE, _NONE = (1, 1), (0, 0)


def convolve(x, w, b, out_size, stride, pad, dilate, relu=False, onto=None):
    """Convolution of ``x`` with ``w`` plus ``b``.

    Args:
        x (numpy.ndarray): (N, C, H, W), any floating dtype.
        w (numpy.ndarray): (O, C, kh, kw).
        b (numpy.ndarray or None): (O,).
        out_size, stride, pad, dilate (tuple of int): Each as (y, x); the dilation
            is 1 along an axis with a stride above 1.
        relu (bool): Whether negative results become 0.
        onto (numpy.ndarray or None): (N, O, out_h, out_w), dtype of ``x``: to add the
            result to before the ReLU, in place.

    Returns:
        numpy.ndarray: (N, O, out_h, out_w), C-contiguous, dtype of ``x``.
    """
    dtype = _product_dtype(x, w)
    products, taps = _plan_forward(
        'convolve', x.shape, w.shape, tuple(out_size), stride, pad, dilate, dtype)
    y = onto
    if y is None:
        y = np.empty((len(x), len(w)) + tuple(out_size), x.dtype)
    products.multiply(x, taps.matrix(w, dtype), y, Finish(b, relu, onto is not None))
    return y


def convolve_grads(x, gy, ksize, stride, pad, dilate):
    """Gradients of ``convolve`` by ``w`` and by ``b``; arguments as there.

    Returns:
        tuple of numpy.ndarray: (O, C, kh, kw) and (O,), dtype of the products.
    """
    products, taps = _plan_forward(
        'grad_w', x.shape, (gy.shape[1], x.shape[1]) + tuple(ksize), gy.shape[2:],
        stride, pad, dilate, _product_dtype(x, gy))
    matrix, gb = products.multiply_grad(x, gy)
    return taps.filters(matrix), gb


def deconvolve(x, w, b, out_size, stride, pad, dilate):
    """Transposed convolution of ``x`` (N, C, H, W) with ``w`` (C, O, kh, kw).

    Returns:
        numpy.ndarray: (N, O, out_h, out_w), C-contiguous, dtype of ``x``.
    """
    dtype = _product_dtype(x, w)
    products, taps = _plan_mirrored(
        x.shape, w.shape, tuple(out_size), stride, pad, dilate, dtype)
    matrix = taps.matrix(w, dtype).T
    y_shape = (len(x), w.shape[1]) + tuple(out_size)
    if all(s <= k for s, k in zip(stride, w.shape[2:])):
        y = np.empty(y_shape, x.dtype)
        products.multiply(x, matrix, y, Finish(b))
        return y
    # No tap reaches the places between the filters.
    y = np.zeros(y_shape, x.dtype)
    products.multiply(x, matrix, y, Finish())
    if b is not None:
        y += b[:, None, None]
    return y


@functools.lru_cache(maxsize=1024)
def _plan_forward(kind, x_shape, w_shape, out_size, stride, pad, dilate, dtype):
    taps = FilterTaps(w_shape, stride, dilate, divide_taps(
        kind, x_shape[0], w_shape, out_size, stride))
    source = Side(x_shape[1], x_shape[2:], taps.in_taps, stride, pad)
    target = Side(w_shape[0], out_size, taps.out_taps, _ONE, _NONE)
    return BlockProducts(source, target, x_shape[0], dtype), taps


@functools.lru_cache(maxsize=1024)
def _plan_mirrored(x_shape, w_shape, out_size, stride, pad, dilate, dtype):
    taps = FilterTaps(w_shape, stride, dilate, divide_taps(
        'deconvolve', x_shape[0], w_shape, x_shape[2:], stride))
    far = [max(shift for _, shift in ins) + max(shift for _, shift in outs)
           for ins, outs in zip(taps.in_taps, taps.out_taps)]
    source = Side(
        w_shape[0], x_shape[2:], _mirror(taps.out_taps), _ONE,
        tuple(f - p // s for f, p, s in zip(far, pad, stride)))
    target = Side(
        w_shape[1], out_size, _mirror(taps.in_taps), stride,
        tuple(p % s for p, s in zip(pad, stride)))
    return BlockProducts(source, target, x_shape[0], dtype), taps


def _mirror(taps):
    """The same taps, their shifts counted from the far end."""
    far = [max(shift for _, shift in axis) for axis in taps]
    return tuple([(phase, f - shift) for phase, shift in axis]
                 for axis, f in zip(taps, far))


def _product_dtype(x, w):
    """Half precision has no matrix product of its own: it is computed in single."""
    return np.result_type(x.dtype, w.dtype, np.float32)
