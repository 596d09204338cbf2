"""Rows of maps with zeros around, the phases of a stride apart."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.copy_numbers import copy_numbers


@compiled
def fill_planes(planes, x, n, channel, n_channel, top, n_row, geometry):
    """Copies the rows that the windows of some rows of the result read.

    Args:
        planes (numpy.ndarray): Flat, gets (planes, C, rows end to end). What no row
            ever fills has to be 0.
        x (numpy.ndarray): (N, C, H, W).
        n, channel, n_channel (int): Which of them, first channel, channels.
        top, n_row (int): First row of the result, number of rows.
        geometry (tuple): See :class:`fashionseg.engines.compiled_kernels.plan.Plan`.
    """
    sy, sx, pad_y, pad_x, halo, reach, pitch = geometry[:7]
    n_place, n_plane_y, n_plane_x = geometry[8:]
    _, n_all, height, width = x.shape
    flat, zero = x.reshape(-1), x.dtype.type(0)
    # First place of a row that is not a zero of the border, end of such places.
    spans = np.empty((n_plane_x, 2), np.int64)
    for fx in range(n_plane_x):
        left = min(max(0, (pad_x - fx + sx - 1) // sx), reach)
        right = max(left, min(reach, (width - 1 + pad_x - fx) // sx + 1))
        spans[fx, 0], spans[fx, 1] = left, right
    step = n_channel * n_place
    left, right = spans[0, 0], spans[0, 1]
    # Numbers side by side belong to two planes, which are filled at once.
    pairs = sx == 2 and n_plane_x == 2 and left < spans[1, 1]
    for fy in range(n_plane_y):
        for c in range(n_channel):
            for r in range(n_row + halo):
                first = (fy * n_plane_x * n_channel + c) * n_place + r * pitch
                i = (top + r) * sy + fy - pad_y
                source = ((n * n_all + channel + c) * height + i) * width - pad_x
                if i < 0 or i >= height:
                    for fx in range(n_plane_x):
                        for j in range(pitch):
                            planes[first + fx * step + j] = zero
                elif sx == 1:
                    copy_numbers(
                        planes, first + left, flat, source + left, right - left)
                elif pairs:
                    odd, end = spans[1, 0], spans[1, 1]
                    if odd < left:
                        planes[first + step + odd] = flat[source + 2 * odd + 1]
                    # LLVM takes vectors where no index may be negative.
                    _split(planes[first + left:], planes[first + step + left:],
                           flat[source + 2 * left:], end - left)
                    if end < right:
                        planes[first + end] = flat[source + 2 * end]
                else:
                    for fx in range(n_plane_x):
                        for j in range(spans[fx, 0], spans[fx, 1]):
                            planes[first + fx * step + j] = flat[source + fx + j * sx]


@compiled
def _split(even, odd, numbers, count):
    for j in range(count):
        even[j] = numbers[2 * j]
        odd[j] = numbers[2 * j + 1]
