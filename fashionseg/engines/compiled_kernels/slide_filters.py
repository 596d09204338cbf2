"""Sliding filters over maps: every convolution of few channels, and its gradients."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.correlate_tiles import correlate_tiles
from fashionseg.engines.compiled_kernels.fill_planes import fill_planes
from fashionseg.engines.compiled_kernels.lay_out_rows import lay_out_rows
from fashionseg.engines.compiled_kernels.sum_tiles import ROOM_BYTES, sum_tiles
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.compiled_kernels.write_sums import write_sums


@compiled
def slide_filters(x, weights, y, onto, relu, other, lanes, plan, span):
    """Multiplies the windows of maps by filters, by other maps, or by both.

    Args:
        x (numpy.ndarray): (N, G C, H, W), contiguous as all arrays are.
        weights (numpy.ndarray): Biases and weights as ``plan.index`` has them.
        y (numpy.ndarray): (N, G O, H', W') gets windows times weights; nothing where
            they are not wanted.
        onto (bool): Whether they are added to what y holds.
        relu (bool): Whether negative sums become 0.
        other (numpy.ndarray): (N, G O, H', W') or nothing.
        lanes (numpy.ndarray): (G, numbers of ``plan.index``, lanes of a register):
            windows times ``other``, summed over places, are added to it.
        plan (tuple): See :class:`fashionseg.engines.compiled_kernels.plan.Plan`.
        span (tuple of int): First row of the result, end of the rows.
    """
    index, offset, n_tap, places, geometry, filters, _ = plan
    n_phase, n_group = index.shape[:2]
    n_filter, n_most = filters[-1].sum(), offset.shape[1]
    pitch, n_row, n_place = geometry[6:9]
    n_channel = x.shape[1] // n_group
    n_out = (y.shape[1] if y.size else other.shape[1]) // n_group
    # The sums are what is written but where more is added to them.
    floor = x.dtype.type(0 if relu and not onto else -np.inf)
    # Sums of a tile stay in the first cache.
    n_tile_row = max(1, 1024 // pitch)
    # Whole vectors are read and written: there is room behind the last places.
    n_lane = VECTOR_BYTES // x.itemsize
    room = ROOM_BYTES // x.itemsize
    planes = np.zeros(geometry[9] * geometry[10] * n_channel * n_place + room, x.dtype)
    # Two phases that share rows are written together.
    pairs = n_phase > 1 and places[0, 3] == 2 and places[0, 0] == places[1, 0]
    total = _aligned(2 * n_filter if pairs else n_filter, n_tile_row * pitch + room, x)
    maps = _aligned(n_filter, n_tile_row * pitch + n_lane, x)
    for group in range(n_group):
        first = group * n_out
        for n in range(len(x)):
            for top in range(span[0], span[1], n_row):
                end = min(top + n_row, span[1])
                fill_planes(planes, x, n, group * n_channel, n_channel, top, end - top,
                            geometry)
                for row in range(top, end, n_tile_row):
                    last = min(row + n_tile_row, end)
                    start, length = (row - top) * pitch, (last - row) * pitch
                    if y.size:
                        for p in range(n_phase):
                            half = p % 2 * n_filter if pairs else 0
                            for f, size in filters:
                                sum_tiles(size, total[half + f:], length, planes, start,
                                          offset[p], n_tap[p], weights[p, group],
                                          f * (n_most + 1), floor)
                            if not pairs or half:
                                write_sums(total, n_out, y, n, first, places, p, pairs,
                                           row, last, pitch, onto, relu)
                    if other.size:
                        lay_out_rows(maps, n_out, other, n, first, row, last, pitch)
                        for f, size in filters:
                            # There is no tap where a bias would be.
                            sums = lanes[group, f * (n_most + 1) + size:]
                            correlate_tiles(size, sums, planes, start, offset[0],
                                            n_tap[0], maps, f, length)


@compiled
def _aligned(n_row, length, x):
    """Rows of zeros that begin where the cache's lines do."""
    length = (length + 15) // 16 * 16
    flat = np.zeros(n_row * length + 16, x.dtype)
    start = -(flat.ctypes.data // x.itemsize) % 16
    return flat[start:start + n_row * length].reshape(n_row, length)
