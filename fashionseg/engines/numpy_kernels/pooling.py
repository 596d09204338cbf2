"""Pooling and unpooling over windows that tile the map, without im2col.

Chainer copies every window into a row of an im2col array and back. Where the windows
neither overlap nor leave a rest, tap (i, j) of all windows is the slice
``x[:, :, i::kh, j::kw]`` of the map itself.
"""

import functools

import numpy as np


def install_numpy_pooling():
    """Replace Chainer's CPU max pooling, upsampling and unpooling over tiles.

    Other windows, and arrays that are not NumPy's, are left to Chainer. Calling it
    again does nothing.
    """
    from chainer.functions.pooling import (
        max_pooling_nd, unpooling_2d, upsampling_2d)

    for node_class, name, compute in (
            (max_pooling_nd.MaxPoolingND, 'forward_cpu', _max_pool),
            (max_pooling_nd.MaxPoolingNDGrad, 'forward_cpu', _max_pool_grad),
            (upsampling_2d.Upsampling2D, 'forward_cpu', _upsample),
            (upsampling_2d.Upsampling2DGrad, 'forward_cpu', _upsample_grad),
            (unpooling_2d.Unpooling2D, 'forward', _unpool),
            (unpooling_2d.Unpooling2DGrad, 'forward', _unpool_grad)):
        original = getattr(node_class, name)
        if not hasattr(original, '__wrapped__'):
            setattr(node_class, name, _answer_or_pass_on(compute, original))


def _answer_or_pass_on(compute, original):
    """``compute`` returns None for windows that it cannot do."""
    @functools.wraps(original)
    def method(node, inputs):
        y = compute(node, inputs[0]) if type(inputs[0]) is np.ndarray else None
        return original(node, inputs) if y is None else (y,)
    return method


def _max_pool(node, x):
    if node.ndim != 2 or not _tile(node.ksize, node.stride, node.pad, x.shape):
        return None
    node._in_shape, node._in_dtype = x.shape, x.dtype
    taps = list(_taps(x, node.ksize))
    y = taps[0].copy(order='C')
    # The first of several equal maxima counts, as in numpy.argmax.
    node.indexes = np.zeros(y.shape, np.int32)
    for t, tap in enumerate(taps[1:], 1):
        np.copyto(node.indexes, t, where=tap > y)
        np.maximum(y, tap, out=y)
    return y


def _max_pool_grad(node, gy):
    func = node.func
    if func.ndim != 2 or not _tile(
            func.ksize, func.stride, func.pad, func._in_shape):
        return None
    return _scatter(
        gy, func.indexes, func.ksize, np.empty(func._in_shape, func._in_dtype))


def _upsample(node, x):
    out_size = _out_size(node, x)
    if not _tile(*_window(node), out_size):
        return None
    node._in_dtype = x.dtype
    node.outh, node.outw = out_size
    y = np.empty(x.shape[:2] + out_size, x.dtype)
    return _scatter(x, node.indexes, (node.kh, node.kw), y)


def _upsample_grad(node, gy):
    if not _tile(*_window(node), gy.shape):
        return None
    gx = np.empty(node.indexes.shape, gy.dtype)
    for t, tap in enumerate(_taps(gy, (node.kh, node.kw))):
        np.copyto(gx, tap, where=node.indexes == t)
    return gx


def _unpool(node, x):
    out_size = _out_size(node, x)
    if not _tile(*_window(node), out_size):
        return None
    node.outh, node.outw = out_size
    n, c, height, width = x.shape
    rows = np.repeat(x, node.kw, axis=3)[:, :, :, None]
    y = np.empty((n, c, height, node.kh, width * node.kw), x.dtype)
    y[...] = rows
    return y.reshape(x.shape[:2] + out_size)


def _unpool_grad(node, gy):
    if not _tile(*_window(node), gy.shape):
        return None
    # Whole rows first: adding contiguous numbers is the faster half.
    rows = sum((gy[:, :, i::node.kh] for i in range(1, node.kh)), gy[:, :, ::node.kh])
    gx = sum((rows[..., j::node.kw] for j in range(1, node.kw)), rows[..., ::node.kw])
    return np.ascontiguousarray(gx)


def _window(node):
    return (node.kh, node.kw), (node.sy, node.sx), (node.ph, node.pw)


def _out_size(node, x):
    """Height and width of an unpooled map: the node's own or exactly the tiles'."""
    tiled = x.shape[2] * node.kh, x.shape[3] * node.kw
    if node.outh is None and node.outw is None and not node.cover_all:
        return tiled
    return (node.outh, node.outw) if (node.outh, node.outw) == tiled else (-1, -1)


def _tile(ksize, stride, pad, shape):
    """Whether the windows neither overlap nor leave a rest of ``shape``."""
    return (tuple(ksize) == tuple(stride) and tuple(pad) == (0, 0)
            and all(size > 0 and size % k == 0
                    for size, k in zip(shape[-2:], ksize)))


def _taps(x, ksize):
    for i in range(ksize[0]):
        for j in range(ksize[1]):
            yield x[:, :, i::ksize[0], j::ksize[1]]


def _scatter(values, indexes, ksize, y):
    """Write each value to the tap that its index names, zero to the others."""
    for t, tap in enumerate(_taps(y, ksize)):
        np.multiply(values, indexes == t, out=tap)
    return y
