"""Pooling by maxima over windows of any kind, and its inverses."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled


@compiled
def pool(x, y, indexes, window):
    """Largest number of each window of x (maps, H, W), never of the padding.

    Args:
        x, y (numpy.ndarray): (maps, H, W), and (maps, H', W') for the result.
        indexes (numpy.ndarray): int32, as y: gets which number of its window each one
            is, counted along rows; the first one among equals.
        window (tuple of int): Size, stride and pad, each along y and along x.
    """
    kh, kw, sy, sx, ph, pw = window
    for m in range(len(x)):
        for i in range(y.shape[1]):
            for j in range(y.shape[2]):
                top, left = i * sy - ph, j * sx - pw
                best, at = -np.inf, -1
                for u in range(max(top, 0), min(top + kh, x.shape[1])):
                    for v in range(max(left, 0), min(left + kw, x.shape[2])):
                        if x[m, u, v] > best or at < 0:
                            best, at = x[m, u, v], (u - top) * kw + v - left
                y[m, i, j], indexes[m, i, j] = best, at


@compiled
def scatter(values, indexes, y, window):
    """Adds each value to the place of its window in y that its index names."""
    _, kw, sy, sx, ph, pw = window
    for m in range(len(values)):
        for i in range(values.shape[1]):
            for j in range(values.shape[2]):
                at = indexes[m, i, j]
                y[m, i * sy - ph + at // kw, j * sx - pw + at % kw] += values[m, i, j]


@compiled
def gather(y, indexes, values, window):
    """Reads the number at the place of each window in y that its index names."""
    _, kw, sy, sx, ph, pw = window
    for m in range(len(values)):
        for i in range(values.shape[1]):
            for j in range(values.shape[2]):
                at = indexes[m, i, j]
                values[m, i, j] = y[m, i * sy - ph + at // kw, j * sx - pw + at % kw]
