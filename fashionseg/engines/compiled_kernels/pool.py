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
    _, height, width = x.shape
    n_row, n_column = y.shape[1:]
    for m in range(len(x)):
        for i in range(n_row):
            out, at = y[m, i], indexes[m, i]
            first = max(0, ph - i * sy) * kw
            out[:] = -np.inf
            for j in range(n_column):
                at[j] = first + max(0, pw - j * sx)
            # One tap of all windows after the other: that is what vectors can do.
            for u in range(max(0, ph - i * sy), min(kh, height + ph - i * sy)):
                for v in range(kw):
                    left = max(0, (pw - v + sx - 1) // sx)
                    right = min(n_column, (width - 1 + pw - v) // sx + 1)
                    row = x[m, i * sy + u - ph]
                    for j in range(left, right):
                        value = row[j * sx + v - pw]
                        larger = value > out[j]
                        at[j] = u * kw + v if larger else at[j]
                        out[j] = value if larger else out[j]


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
