"""Tiles of a result, transformed back and written to its maps."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.transform import transform
from fashionseg.engines.winograd_kernels.transpose_block import transpose_block


@compiled
def write_tiles(tiles, plane, pitch, strips, n_tile, dilate, y, channel, n_channel,
                bias, onto, floor):
    """Transforms the tiles of some strips and writes them.

    Args:
        tiles (numpy.ndarray): Flat: number k of tile t in channel c is at
            ``k plane + t pitch + c``, with whole registers of channels.
        strips, n_tile, dilate: See
            :func:`fashionseg.engines.winograd_kernels.read_tiles.read_tiles`.
        y (numpy.ndarray): (N, O, H, W), contiguous, gets them.
        channel, n_channel (int): First channel of y, number of them.
        bias (numpy.ndarray): (O,).
        onto (bool): Whether y's numbers are added.
        floor (float): Sums below it become it.
    """
    n_lane = VECTOR_BYTES // y.itemsize
    _, n_all, height, width = y.shape
    n_place = (4 * n_tile + n_lane - 1) // n_lane * n_lane
    row_size = n_place * n_lane
    lanes = np.zeros((6, n_place, n_lane), y.dtype)
    rows = np.empty((n_lane, n_place), y.dtype)
    flat = y.reshape(-1)
    for s in range(len(strips)):
        n, top, left = strips[s]
        count = min(4 * n_tile, (width - 1 - left) // dilate[1] + 1)
        for c in range(0, n_channel, n_lane):
            for i in range(6):
                for t in range(n_tile):
                    transform('result', tiles,
                              6 * i * plane + (s * n_tile + t) * pitch + c, plane,
                              lanes, i * row_size + 4 * t * n_lane, n_lane)
            for j in range(0, 4 * n_tile * n_lane, n_lane):
                transform('result', lanes, j, row_size, lanes, j, row_size)
            for i in range(4):
                row = top + i * dilate[0]
                if row >= height:
                    break
                for j in range(0, n_place, n_lane):
                    transpose_block(lanes, i * row_size + j * n_lane, n_lane, rows, j,
                                    n_place)
                for k in range(min(n_lane, n_channel - c)):
                    first = channel + c + k
                    place = ((n * n_all + first) * height + row) * width + left
                    _write_row(flat[place:], rows[k], count, dilate[1], bias[first],
                               onto, floor)


# No index may be negative here, as LLVM sees, and takes vectors.
@compiled
def _write_row(out, sums, count, step, bias, onto, floor):
    if step == 1:
        if onto:
            for j in range(count):
                out[j] = max(out[j] + (sums[j] + bias), floor)
        else:
            for j in range(count):
                out[j] = max(sums[j] + bias, floor)
    else:
        for j in range(count):
            number = sums[j] + bias
            out[j * step] = max(number + out[j * step] if onto else number, floor)
