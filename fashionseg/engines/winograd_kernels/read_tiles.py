"""Tiles of maps, transformed, with the channels side by side."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.copy_numbers import copy_numbers
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.transform import transform
from fashionseg.engines.winograd_kernels.transpose_block import transpose_block


@compiled
def read_tiles(x, strips, n_tile, scale, step, n_side, offset, channel, n_channel,
               wide, n_tap, is_grad, tiles, plane, pitch):
    """Reads the tiles of some strips and transforms them.

    Args:
        x (numpy.ndarray): (N, C, H, W), contiguous.
        strips (numpy.ndarray): (strips, 3), int64: photo, first row, first column.
        n_tile (int): Tiles of a strip.
        scale, n_side (int), step, offset (tuple of int): See
            :class:`fashionseg.engines.winograd_kernels.tiling.Walk`.
        channel, n_channel, wide (int): First one, number of them, and this number
            filled up, with zeros: to whole registers where there are two sides.
        n_tap (int): Taps of the filters along each axis.
        is_grad (bool): Whether x is a gradient by the result, whose tiles lie side by
            side, and not the input, whose tiles are 6 x 6 and overlap.
        tiles (numpy.ndarray): Flat: number k of tile t of side s in channel c is
            written to ``k plane + t pitch + s wide + c``. Channels are filled up to
            whole registers.
    """
    n_lane = VECTOR_BYTES // x.itemsize
    _, n_all, height, width = x.shape
    size = N_NUMBER + 1 - n_tap  # places of a tile of the result
    n_row, reach = N_NUMBER, n_side * (size * n_tile + n_tap - 1)
    if is_grad:
        n_row, reach = size, n_side * size * n_tile
    n_place = (reach + n_lane - 1) // n_lane * n_lane
    rows = np.zeros((n_lane, n_place), x.dtype)
    lanes = np.zeros((N_NUMBER, n_place, n_lane), x.dtype)
    row_size, zero = n_place * n_lane, x.dtype.type(0)
    flat = x.reshape(-1)
    for s in range(len(strips)):
        n = strips[s, 0]
        top, left = scale * strips[s, 1] - offset[0], scale * strips[s, 2] - offset[1]
        # The places of a row that are inside of the map.
        begin = min(reach, max(0, (step[1] - 1 - left) // step[1]))
        end = max(begin, min(reach, (width - 1 - left) // step[1] + 1))
        for c in range(0, wide, n_lane):
            n_here = min(n_lane, n_channel - c)
            for i in range(n_row):
                y = top + i * step[0]
                if y < 0 or y >= height:
                    for j in range(reach):
                        for k in range(n_lane):
                            lanes[i, j, k] = zero
                    continue
                for k in range(n_lane):
                    if k >= n_here:
                        rows[k] = zero
                        continue
                    rows[k, :begin] = zero
                    rows[k, end:] = zero
                    source = ((n * n_all + channel + c + k) * height + y) * width + left
                    if step[1] == 1:
                        copy_numbers(rows, k * n_place + begin, flat, source + begin,
                                     end - begin)
                    else:
                        for j in range(begin, end):
                            rows[k, j] = flat[source + j * step[1]]
                for j in range(0, n_place, n_lane):
                    transpose_block(rows, j, n_place, lanes, i * row_size + j * n_lane,
                                    n_lane)
            for j in range(0, reach * n_lane, n_lane):
                _transform(n_tap, is_grad, lanes, j, row_size, lanes, j, row_size)
            for i in range(N_NUMBER):
                for t in range(n_tile):
                    source = i * row_size + n_side * size * t * n_lane
                    to = N_NUMBER * i * plane + (s * n_tile + t) * pitch + c
                    for side in range(n_side):
                        _transform(n_tap, is_grad, lanes, source + side * n_lane,
                                   n_side * n_lane, tiles, to + side * wide, plane)


@compiled
def _transform(n_tap, is_grad, source, start, step, target, to, stride):
    if not is_grad:
        transform('map', source, start, step, target, to, stride)
    elif n_tap == 3:
        transform('result_grad_3', source, start, step, target, to, stride)
    else:
        transform('result_grad_2', source, start, step, target, to, stride)
