"""Convolution and its gradients as products over blocks.

The transposed convolution is the same product mirrored: its filter taps count from the
far end, and the phases of the convolution's input are those of its output.
"""

import numpy as np

from fashionseg.engines.numpy_kernels.block_products import BlockProducts
from fashionseg.engines.numpy_kernels.divide_taps import divide_taps
from fashionseg.engines.numpy_kernels.filter_taps import FilterTaps
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
    products, taps = _forward(
        'convolve', x, w.shape, out_size, stride, pad, dilate, dtype)
    y = onto
    if y is None:
        y = np.empty((len(x), len(w)) + tuple(out_size), x.dtype)
    products.multiply(x, taps.matrix(w, dtype), y, _finish(b, relu, onto is not None))
    return y


def convolve_grads(x, gy, ksize, stride, pad, dilate):
    """Gradients of ``convolve`` by ``w`` and by ``b``; arguments as there.

    Returns:
        tuple of numpy.ndarray: (O, C, kh, kw) and (O,), dtype of the products.
    """
    dtype = _product_dtype(x, gy)
    w_shape = (gy.shape[1], x.shape[1]) + tuple(ksize)
    products, taps = _forward(
        'grad_w', x, w_shape, gy.shape[2:], stride, pad, dilate, dtype)
    matrix, gb = products.multiply_grad(x, gy)
    return taps.filters(matrix), gb


def deconvolve(x, w, b, out_size, stride, pad, dilate):
    """Transposed convolution of ``x`` (N, C, H, W) with ``w`` (C, O, kh, kw).

    Returns:
        numpy.ndarray: (N, O, out_h, out_w), C-contiguous, dtype of ``x``.
    """
    dtype = _product_dtype(x, w)
    n, channels = len(x), w.shape[1]
    taps = FilterTaps(w.shape, stride, dilate, divide_taps(
        'deconvolve', n, w.shape, x.shape[2:], stride))
    far = [max(shift for _, shift in ins) + max(shift for _, shift in outs)
           for ins, outs in zip(taps.in_taps, taps.out_taps)]
    source = Side(
        len(w), x.shape[2:], _mirror(taps.out_taps), _ONE,
        tuple(f - p // s for f, p, s in zip(far, pad, stride)))
    target = Side(
        channels, out_size, _mirror(taps.in_taps), stride,
        tuple(p % s for p, s in zip(pad, stride)))
    y_shape = (n, channels) + tuple(out_size)
    products = BlockProducts(source, target, n, dtype)
    if all(s <= k for s, k in zip(stride, w.shape[2:])):
        y = np.empty(y_shape, x.dtype)
        products.multiply(x, taps.matrix(w, dtype).T, y, _finish(b, False, False))
        return y
    # No tap reaches the places between the filters.
    y = np.zeros(y_shape, x.dtype)
    products.multiply(x, taps.matrix(w, dtype).T, y, _finish(None, False, False))
    if b is not None:
        y += b[:, None, None]
    return y


def _forward(kind, x, w_shape, out_size, stride, pad, dilate, dtype):
    taps = FilterTaps(w_shape, stride, dilate, divide_taps(
        kind, len(x), w_shape, tuple(out_size), stride))
    source = Side(x.shape[1], x.shape[2:], taps.in_taps, stride, pad)
    target = Side(w_shape[0], out_size, taps.out_taps, _ONE, _NONE)
    return BlockProducts(source, target, len(x), dtype), taps


def _mirror(taps):
    """The same taps, their shifts counted from the far end."""
    far = [max(shift for _, shift in axis) for axis in taps]
    return tuple([(phase, f - shift) for phase, shift in axis]
                 for axis, f in zip(taps, far))


def _finish(b, relu, onto):
    """What happens to the sums of a block on their way to the output."""
    def finish(sums, out, channels):
        if b is not None:
            sums += b[channels, None, None, None]
        if onto:
            sums += out
        if relu:
            np.maximum(sums, 0, out=sums)
        np.copyto(out, sums, casting='same_kind')
    return finish


def _product_dtype(x, w):
    """Half precision has no matrix product of its own: it is computed in single."""
    return np.result_type(x.dtype, w.dtype, np.float32)
