"""Pooling and unpooling over windows that tile the map, without im2col.

Chainer copies every window into a row of an im2col array and back. Where the windows
neither overlap nor leave a rest, tap (i, j) of all windows is the slice
``x[:, :, i::kh, j::kw]`` of the map itself.
"""

import numpy as np


def max_pool(x, ksize):
    """Largest number of each window of x (N, C, H, W).

    Returns:
        tuple: Maxima (N, C, H / kh, W / kw), dtype of x, and which tap each one is:
        int32, the first of equal ones, as in ``numpy.argmax``.
    """
    taps = list(_taps(x, ksize))
    y = taps[0].copy(order='C')
    indexes = np.zeros(y.shape, np.int32)
    for t, tap in enumerate(taps[1:], 1):
        np.copyto(indexes, t, where=tap > y)
        np.maximum(y, tap, out=y)
    return y, indexes


def scatter(values, indexes, ksize):
    """Each value (N, C, H, W) at the tap that its index names, zero elsewhere."""
    n, c, height, width = values.shape
    y = np.empty((n, c, height * ksize[0], width * ksize[1]), values.dtype)
    for t, tap in enumerate(_taps(y, ksize)):
        np.multiply(values, indexes == t, out=tap)
    return y


def gather(y, indexes, ksize):
    """The numbers of y (N, C, H, W) at ``indexes``, of their shape."""
    x = np.empty(indexes.shape, y.dtype)
    for t, tap in enumerate(_taps(y, ksize)):
        np.copyto(x, tap, where=indexes == t)
    return x


def unpool(x, ksize):
    """Each number of x (N, C, H, W) over its whole window: (N, C, H kh, W kw)."""
    n, c, height, width = x.shape
    rows = np.repeat(x, ksize[1], axis=3)[:, :, :, None]
    y = np.empty((n, c, height, ksize[0], width * ksize[1]), x.dtype)
    y[...] = rows
    return y.reshape(n, c, height * ksize[0], width * ksize[1])


def unpool_grad(gy, ksize):
    """The sum of each window of gy (N, C, H, W): (N, C, H / kh, W / kw)."""
    kh, kw = ksize
    # Whole rows first: adding contiguous numbers is the faster half.
    rows = sum((gy[:, :, i::kh] for i in range(1, kh)), gy[:, :, ::kh])
    gx = sum((rows[..., j::kw] for j in range(1, kw)), rows[..., ::kw])
    return np.ascontiguousarray(gx)


def _taps(x, ksize):
    for i in range(ksize[0]):
        for j in range(ksize[1]):
            yield x[:, :, i::ksize[0], j::ksize[1]]
