"""Convolutions of one tap over small maps: each photo is one matrix product."""

import numpy as np

from fashionseg.engines.compiled_kernels.is_precise import is_precise
from fashionseg.engines.numpy_kernels.threads import THREADS

# A photo's maps stay in the second cache; of fewer pixels, photos share a product.
_MOST_NUMBERS, _FEWEST_PIXELS = 1 << 18, 64


def is_pointwise(x, w, stride, pad, groups):
    """Whether a convolution of maps x (N, C, H, W) by filters w is done here."""
    n_pixel = x.shape[2] * x.shape[3]
    return (w.shape[2:] == (1, 1) and stride == (1, 1) and pad == (0, 0) and groups == 1
            and is_precise(x, w) and n_pixel >= _FEWEST_PIXELS
            and max(w.shape[:2]) * n_pixel <= _MOST_NUMBERS
            and len(x) >= THREADS.count)


def convolve(x, w, b):
    """Convolution of x with w plus b (or None): (N, O, H, W)."""
    maps, filters = _maps(x), w[:, :, 0, 0]
    y = np.empty((len(x), len(w), maps.shape[2]), x.dtype)

    def work(i):
        np.matmul(filters, maps[i], out=y[i])
        if b is not None:
            y[i] += b[:, None]

    THREADS.run(work, range(len(x)))
    return y.reshape(len(x), len(w), *x.shape[2:])


def convolve_grads(x, w, gy, want_x):
    """Gradients by x (None unless ``want_x``) and by w."""
    maps, g_maps, filters = _maps(x), _maps(gy), w[:, :, 0, 0]
    gx = np.empty(maps.shape, x.dtype) if want_x else None
    gws = np.empty((len(x), *filters.shape), x.dtype)

    def work(i):
        if want_x:
            np.matmul(filters.T, g_maps[i], out=gx[i])
        np.matmul(g_maps[i], maps[i].T, out=gws[i])

    THREADS.run(work, range(len(x)))
    return gx.reshape(x.shape) if want_x else None, gws.sum(axis=0).reshape(w.shape)


def _maps(x):
    return np.ascontiguousarray(x).reshape(*x.shape[:2], -1)
