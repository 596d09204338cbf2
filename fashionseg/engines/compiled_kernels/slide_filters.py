"""Sliding filters over maps: every convolution of few channels, and its gradients."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.correlate_taps import correlate_taps
from fashionseg.engines.compiled_kernels.fill_planes import fill_planes
from fashionseg.engines.compiled_kernels.sum_taps import sum_taps


@compiled
def slide_filters(x, w, b, y, onto, relu, other, gw, plan, span):
    """Multiplies the windows of maps by filters, by other maps, or by both.

    Args:
        x (numpy.ndarray): (N, G C, H, W), contiguous as all arrays are.
        w (numpy.ndarray): Weights, flat.
        b (numpy.ndarray): (G O,) biases, or nothing.
        y (numpy.ndarray): (N, G O, H', W') gets windows times weights; nothing where
            they are not wanted.
        onto (bool): Whether they are added to what y holds.
        relu (bool): Whether negative sums become 0.
        other (numpy.ndarray): (N, G O, H', W') or nothing.
        gw (numpy.ndarray): As w; windows times ``other``, summed over all places, are
            added to it.
        plan (tuple): See :class:`fashionseg.engines.compiled_kernels.plan.Plan`.
        span (tuple of int): First row of the result, end of the rows.
    """
    index, offset, n_tap, places, geometry, _ = plan
    n_phase, n_group, n_filter, n_most = index.shape
    pitch, n_row, n_place = geometry[6:9]
    n_channel = x.shape[1] // n_group
    n_out = (y.shape[1] if y.size else other.shape[1]) // n_group
    # A single filter is summed alone, others by fours.
    single = n_out == 1
    # Sums of a tile stay in the first cache.
    n_tile_row = max(1, 512 // pitch)
    planes = np.empty(geometry[9] * geometry[10] * n_channel * n_place, x.dtype)
    total = _aligned(4, n_tile_row * pitch, x)
    maps = _aligned(n_filter, n_tile_row * pitch, x)
    weights = np.zeros((n_phase, n_filter, n_most), x.dtype)
    sums = np.empty((n_filter, n_most), x.dtype)
    for group in range(n_group):
        channels = slice(group * n_channel, (group + 1) * n_channel)
        first = group * n_out
        for p in range(n_phase):
            for f in range(n_filter):
                for t in range(n_most):
                    i = index[p, group, f, t]
                    weights[p, f, t] = w[i] if i >= 0 else x.dtype.type(0)
        sums[:] = 0
        for n in range(len(x)):
            for top in range(span[0], span[1], n_row):
                end = min(top + n_row, span[1])
                fill_planes(planes, x[n, channels], top, end - top, geometry)
                for row in range(top, end, n_tile_row):
                    last = min(row + n_tile_row, end)
                    start, length = (row - top) * pitch, (last - row) * pitch
                    if y.size:
                        for p in range(n_phase):
                            for f in range(0, n_out, 4):
                                for k in range(1 if single else 4):
                                    total[k, :length] = (
                                        b[first + f + k] if b.size and f + k < n_out
                                        else x.dtype.type(0))
                                sum_taps(total, length, planes, start, offset[p],
                                         n_tap[p], weights[p, f:f + 4], single)
                                for k in range(min(4, n_out - f)):
                                    _write(total[k], y[n, first + f + k], places[p],
                                           row, last, pitch, onto, relu)
                    if other.size:
                        for k in range(n_out):
                            _lay_out(maps[k], other[n, first + k], row, last, pitch)
                        for f in range(0, n_out, 4):
                            correlate_taps(sums[f:f + 4], length, planes, start,
                                           offset[0], n_tap[0], maps[f:f + 4], single)
        if other.size:
            for f in range(n_out):
                for t in range(n_most):
                    i = index[0, group, f, t]
                    if i >= 0:
                        gw[i] += sums[f, t]


@compiled
def _aligned(n_row, length, x):
    """Rows of zeros that begin where the cache's lines do."""
    length = (length + 15) // 16 * 16
    flat = np.zeros(n_row * length + 16, x.dtype)
    start = -(flat.ctypes.data // x.itemsize) % 16
    return flat[start:start + n_row * length].reshape(n_row, length)


@compiled
def _write(sums, y, place, top, end, pitch, onto, relu):
    """Writes the sums of some rows to their places in a map."""
    y0, x0, sy, sx, height, width = place
    zero = y.dtype.type(0)
    for i in range(top, min(end, height)):
        row, out = sums[(i - top) * pitch:], y[y0 + i * sy, x0:]
        if onto:
            for j in range(width):
                row[j] += out[j * sx]
        if relu:
            for j in range(width):
                row[j] = max(row[j], zero)
        if sx == 1:
            for j in range(width):
                out[j] = row[j]
        else:
            for j in range(width):
                out[j * sx] = row[j]


@compiled
def _lay_out(out, other, top, end, pitch):
    """Copies rows of a map as the sums lie, zero between the rows."""
    width = other.shape[1]
    for i in range(top, end):
        row = other[i]
        for j in range(width):
            out[j + (i - top) * pitch] = row[j]
        out[(i - top) * pitch + width:(i - top + 1) * pitch] = 0
