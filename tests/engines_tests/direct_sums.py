"""Convolutions tap after tap, to compare kernels with."""

import numpy as np


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype('f')


def size_after(x_shape, ksize, stride, pad, dilate):
    return tuple((size + 2 * p - (k - 1) * d - 1) // s + 1 for size, k, s, p, d in zip(
        x_shape[2:], ksize, stride, pad, dilate))


def direct(x, w, gy, stride, pad, dilate):
    """The sums and their gradient by x, tap after tap, in double precision."""
    x, w, gy = (array.astype('d') for array in (x, w, gy))
    padded = np.pad(x, ((0, 0), (0, 0), (pad[0],) * 2, (pad[1],) * 2))
    y, g_padded = np.zeros_like(gy), np.zeros_like(padded)
    for i in range(w.shape[2]):
        for j in range(w.shape[3]):
            place = (..., *(
                slice(k * d, k * d + (n - 1) * s + 1, s) for k, d, n, s in zip(
                    (i, j), dilate, gy.shape[2:], stride)))
            y += np.einsum('nchw,oc->nohw', padded[place], w[:, :, i, j])
            g_padded[place] += np.einsum('nohw,oc->nchw', gy, w[:, :, i, j])
    bottom, right = pad[0] + x.shape[2], pad[1] + x.shape[3]
    return y, g_padded[:, :, pad[0]:bottom, pad[1]:right]
