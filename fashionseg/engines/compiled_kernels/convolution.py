"""Convolutions of few channels, and of groups, and their gradients."""

import numpy as np

from fashionseg.engines.compiled_kernels.is_precise import DTYPES
from fashionseg.engines.compiled_kernels.plan import plan_convolution, plan_transposed
from fashionseg.engines.compiled_kernels.slide_filters import slide_filters
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.numpy_kernels.threads import THREADS

# Measured: with more channels BLAS is the faster one, and where a weight meets few
# places, or stands alone between two channels.
_MOST_CHANNELS, _MOST_WEIGHTS_A_PLACE, _MOST_POINTWISE = 128, 96, 256
# Nobody else computes groups, which have few channels each.
_MOST_IN_GROUP = 64


def is_narrow(w_shape, groups, dtype, n_place):
    """Whether filters (groups O, C, kh, kw) are few enough for these kernels.

    Args:
        n_place (int): Places of a map that each weight meets.
    """
    n_out, n_in, *ksize = w_shape[0] // groups, *w_shape[1:]
    if dtype not in DTYPES or max(n_out, n_in) > (
            _MOST_IN_GROUP if groups > 1 else _MOST_CHANNELS):
        return False
    if ksize == [1, 1]:
        return groups > 1 or n_out * n_in <= _MOST_POINTWISE
    return groups > 1 or n_out * n_in * ksize[0] * ksize[1] <= (
        _MOST_WEIGHTS_A_PLACE * n_place)


def convolve(x, w, b, out_size, stride, pad, dilate, groups=1, relu=False, onto=None):
    """Convolution; see
    :func:`fashionseg.engines.numpy_kernels.convolution.convolve`."""
    plan = plan_convolution(x.shape[2:], tuple(out_size), w.shape, stride, pad, dilate,
                            groups)
    y = onto
    if y is None:
        y = np.empty((len(x), len(w)) + tuple(out_size), x.dtype)
    _slide(plan, x, w, b, y, onto is not None, relu)
    return y


def convolve_grad_w(x, gy, w_shape, stride, pad, dilate, groups=1):
    """Gradient of ``convolve`` by ``w``."""
    plan = plan_convolution(x.shape[2:], gy.shape[2:], w_shape, stride, pad, dilate,
                            groups)
    return _slide(plan, x, np.empty(w_shape, x.dtype), other=gy)


def convolve_grads(x, w, gy, stride, pad, dilate, groups=1):
    """Gradients of ``convolve`` by ``x`` and by ``w``."""
    if stride != (1, 1):
        return (deconvolve(gy, w, None, x.shape[2:], stride, pad, dilate, groups),
                convolve_grad_w(x, gy, w.shape, stride, pad, dilate, groups))
    plan = plan_transposed(gy.shape[2:], x.shape[2:], w.shape, stride, pad, dilate,
                           groups)
    gx = np.empty(x.shape, x.dtype)
    gw = _slide(plan, gy, w, y=gx, other=x)
    return gx, gw


def deconvolve(x, w, b, out_size, stride, pad, dilate, groups=1):
    """Transposed convolution by ``w`` (groups C, O, kh, kw)."""
    plan = plan_transposed(x.shape[2:], tuple(out_size), w.shape, stride, pad, dilate,
                           groups)
    shape = (len(x), w.shape[1] * groups) + tuple(out_size)
    if any(s > k for s, k in zip(stride, w.shape[2:])):
        # No tap reaches the places between the filters.
        y = np.zeros(shape, x.dtype)
        if b is not None:
            y += b[:, None, None]
    else:
        y = np.empty(shape, x.dtype)
    _slide(plan, x, w, b, y)
    return y


def deconvolve_grads(x, w, gy, stride, pad):
    """Gradients of ``deconvolve`` by ``x`` and by ``w``, of one group."""
    plan = plan_convolution(gy.shape[2:], x.shape[2:], w.shape, stride, pad, (1, 1), 1)
    gx = np.empty(x.shape, x.dtype)
    gw = _slide(plan, gy, w, y=gx, other=x)
    return gx, gw


def _slide(plan, x, w, b=None, y=None, onto=False, relu=False, other=None):
    """Calls the kernel, a range of the result's rows for each thread.

    Returns:
        numpy.ndarray: As ``w``, windows times ``other``; nothing without that.
    """
    no_maps, no_lanes = np.empty((0, 0, 0, 0), x.dtype), np.empty((0, 0, 0), x.dtype)
    x = np.ascontiguousarray(x)
    # Weights, biases, and a zero for where there is neither.
    n_out = (other if y is None else y).shape[1]
    numbers = np.zeros(w.size + n_out + 1, x.dtype)
    weights = no_lanes
    if y is not None:
        numbers[:w.size] = w.reshape(-1)
        if b is not None:
            numbers[w.size:-1] = b
        weights = numbers[plan.index]
    height = plan.n_row
    step = -(-height // THREADS.count)
    parts = [(top, min(height, top + step)) for top in range(0, height, step)]
    lanes = [no_lanes] * len(parts)
    if other is not None:
        n_lane = VECTOR_BYTES // x.itemsize
        lanes = np.zeros((len(parts),) + plan.index.shape[1:] + (n_lane,), x.dtype)
    THREADS.run(lambda k: slide_filters(
        x, weights, no_maps if y is None else y, onto, relu,
        no_maps if other is None else np.ascontiguousarray(other), lanes[k], plan,
        parts[k]), range(len(parts)))
    if other is None:
        return None
    sums = lanes[0]
    for more in lanes[1:]:
        sums += more
    numbers[plan.index[0]] = sums @ np.ones(n_lane, x.dtype)
    return numbers[:w.size].reshape(w.shape)
