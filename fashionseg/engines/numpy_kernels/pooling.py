"""Unpooling over windows that tile the map, without im2col.

Chainer copies every window into a row of an im2col array and back. Where the windows
neither overlap nor leave a rest, tap (i, j) of all windows is the slice
``x[:, :, i::kh, j::kw]`` of the map itself.
"""

import numpy as np


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
