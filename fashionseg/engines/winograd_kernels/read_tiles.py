"""Tiles of maps, transformed, with the channels side by side."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.copy_numbers import copy_numbers
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.transform import transform
from fashionseg.engines.winograd_kernels.transpose_block import transpose_block


@compiled
def read_tiles(x, strips, n_tile, pad, dilate, channel, n_channel, is_grad, tiles,
               plane, pitch):
    """Reads the tiles of some strips and transforms them.

    Args:
        x (numpy.ndarray): (N, C, H, W), contiguous.
        strips (numpy.ndarray): (strips, 3), int64: photo, first row, first column of
            the result.
        n_tile (int): Tiles of a strip.
        pad, dilate (tuple of int): Along y and x.
        channel, n_channel (int): First one, number of them.
        is_grad (bool): Whether x is a gradient by the result, whose tiles are 4 x 4,
            and not the input, whose tiles are 6 x 6 and overlap.
        tiles (numpy.ndarray): Flat: number k of tile t in channel c is written to
            ``k plane + t pitch + c``. Channels are filled up to whole registers.
    """
    n_lane = VECTOR_BYTES // x.itemsize
    _, n_all, height, width = x.shape
    n_row = 4 if is_grad else 6
    reach = 4 * n_tile if is_grad else 4 * n_tile + 2
    n_place = (reach + n_lane - 1) // n_lane * n_lane
    rows = np.zeros((n_lane, n_place), x.dtype)
    lanes = np.zeros((6, n_place, n_lane), x.dtype)
    row_size, zero = n_place * n_lane, x.dtype.type(0)
    flat = x.reshape(-1)
    for s in range(len(strips)):
        n, top, left = strips[s]
        left -= pad[1]
        # The places of a row that are inside of the map.
        begin = min(reach, max(0, (dilate[1] - 1 - left) // dilate[1]))
        end = max(begin, min(reach, (width - 1 - left) // dilate[1] + 1))
        for c in range(0, n_channel, n_lane):
            n_here = min(n_lane, n_channel - c)
            for i in range(n_row):
                y = top + i * dilate[0] - pad[0]
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
                    if dilate[1] == 1:
                        copy_numbers(rows, k * n_place + begin, flat, source + begin,
                                     end - begin)
                    else:
                        for j in range(begin, end):
                            rows[k, j] = flat[source + j * dilate[1]]
                for j in range(0, n_place, n_lane):
                    transpose_block(rows, j, n_place, lanes, i * row_size + j * n_lane,
                                    n_lane)
            for j in range(0, reach * n_lane, n_lane):
                if is_grad:
                    transform('result_grad', lanes, j, row_size, lanes, j, row_size)
                else:
                    transform('map', lanes, j, row_size, lanes, j, row_size)
            for i in range(6):
                for t in range(n_tile):
                    source = i * row_size + 4 * t * n_lane
                    to = 6 * i * plane + (s * n_tile + t) * pitch + c
                    if is_grad:
                        transform('result_grad', lanes, source, n_lane, tiles, to,
                                  plane)
                    else:
                        transform('map', lanes, source, n_lane, tiles, to, plane)
