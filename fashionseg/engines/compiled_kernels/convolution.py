"""Convolutions of few channels, and of groups, and their gradients."""

import numpy as np

from fashionseg.engines.compiled_kernels.is_precise import DTYPES
from fashionseg.engines.compiled_kernels.plan import plan_convolution, plan_transposed
from fashionseg.engines.compiled_kernels.slide_filters import slide_filters
from fashionseg.engines.numpy_kernels.threads import THREADS

# Measured: with more channels, or weights between two places, BLAS is the faster one.
_MOST_CHANNELS, _MOST_WEIGHTS = 64, 2048


def is_narrow(w_shape, groups, dtype):
    """Whether filters (groups O, C, kh, kw) are few enough for these kernels."""
    n_out, n_in = w_shape[0] // groups, w_shape[1]
    most = _MOST_WEIGHTS if w_shape[2] * w_shape[3] > 1 else _MOST_WEIGHTS // 8
    return (dtype in DTYPES and n_out * n_in <= most
            and max(n_out, n_in) <= _MOST_CHANNELS)


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
    gw = np.zeros(w_shape, x.dtype)
    _slide(plan, x, gw, other=gy, gw=gw)
    return gw


def convolve_grads(x, w, gy, stride, pad, dilate, groups=1):
    """Gradients of ``convolve`` by ``x`` and by ``w``."""
    if stride != (1, 1):
        return (deconvolve(gy, w, None, x.shape[2:], stride, pad, dilate, groups),
                convolve_grad_w(x, gy, w.shape, stride, pad, dilate, groups))
    plan = plan_transposed(gy.shape[2:], x.shape[2:], w.shape, stride, pad, dilate,
                           groups)
    gx, gw = np.empty(x.shape, x.dtype), np.zeros(w.shape, x.dtype)
    _slide(plan, gy, w, y=gx, other=x, gw=gw)
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
    gx, gw = np.empty(x.shape, x.dtype), np.zeros(w.shape, x.dtype)
    _slide(plan, gy, w, y=gx, other=x, gw=gw)
    return gx, gw


def _slide(plan, x, w, b=None, y=None, onto=False, relu=False, other=None, gw=None):
    """Calls the kernel, a range of the result's rows for each thread."""
    no_maps, nothing = np.empty((0, 0, 0, 0), x.dtype), np.empty(0, x.dtype)
    x, w = np.ascontiguousarray(x), np.ascontiguousarray(w).reshape(-1)
    b = nothing if b is None else np.ascontiguousarray(b)
    y = no_maps if y is None else y
    other = no_maps if other is None else np.ascontiguousarray(other)
    height = plan.n_row
    step = -(-height // THREADS.count)
    parts = [(top, min(height, top + step)) for top in range(0, height, step)]
    gws = [nothing if gw is None else gw.reshape(-1)]
    gws += [np.zeros_like(gws[0]) for _ in parts[1:]]
    THREADS.run(lambda k: slide_filters(
        x, w, b, y, onto, relu, other, gws[k], plan, parts[k]),
        range(len(parts)))
    for other_gw in gws[1:]:
        gws[0] += other_gw
