"""Tiles of a result, transformed back and written to its maps."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.transform import transform
from fashionseg.engines.winograd_kernels.transpose_block import transpose_block


@compiled
def write_tiles(tiles, plane, pitch, strips, n_tile, scale, step, n_side, offset,
                n_tap, y, channel, n_channel, bias, onto, floor):
    """Transforms the tiles of some strips and writes them.

    Args:
        tiles (numpy.ndarray): Flat: number k of tile t in channel c is at
            ``k plane + t pitch + c``, with whole registers of channels; those of a
            second side begin in the middle.
        strips, n_tile, scale, step, n_side, offset, n_tap: See
            :func:`fashionseg.engines.winograd_kernels.read_tiles.read_tiles`.
        y (numpy.ndarray): (N, O, H, W), contiguous, gets them.
        channel, n_channel (int): First channel of y, number of them.
        bias (numpy.ndarray): (O,).
        onto (bool): Whether y's numbers are added.
        floor (float): Sums below it become it.
    """
    n_lane = VECTOR_BYTES // y.itemsize
    _, n_all, height, width = y.shape
    size = N_NUMBER + 1 - n_tap
    n_full = n_side * size * n_tile
    n_place = (n_full + n_lane - 1) // n_lane * n_lane
    row_size = n_place * n_lane
    lanes = np.zeros((N_NUMBER, n_place, n_lane), y.dtype)
    rows = np.empty((n_lane, n_place), y.dtype)
    flat = y.reshape(-1)
    for s in range(len(strips)):
        n = strips[s, 0]
        top, left = scale * strips[s, 1] - offset[0], scale * strips[s, 2] - offset[1]
        # The places of a row that are inside of the map.
        begin = max(0, (step[1] - 1 - left) // step[1])
        count = min(n_full, (width - 1 - left) // step[1] + 1) - begin
        left += begin * step[1]
        for c in range(0, n_channel, n_lane):
            for i in range(N_NUMBER):
                for t in range(n_tile):
                    source = N_NUMBER * i * plane + (s * n_tile + t) * pitch + c
                    to = i * row_size + n_side * size * t * n_lane
                    for side in range(n_side):
                        _transform(n_tap, tiles, source + side * (pitch // n_side),
                                   plane, lanes, to + side * n_lane, n_side * n_lane)
            for j in range(0, n_full * n_lane, n_lane):
                _transform(n_tap, lanes, j, row_size, lanes, j, row_size)
            for i in range(size):
                row = top + i * step[0]
                if row < 0 or row >= height:
                    continue
                for j in range(0, n_place, n_lane):
                    transpose_block(lanes, i * row_size + j * n_lane, n_lane, rows, j,
                                    n_place)
                for k in range(min(n_lane, n_channel - c)):
                    first = channel + c + k
                    place = ((n * n_all + first) * height + row) * width + left
                    _write_row(flat[place:], rows[k, begin:], count, step[1],
                               bias[first], onto, floor)


@compiled
def _transform(n_tap, source, start, step, target, to, stride):
    if n_tap == 3:
        transform('result_3', source, start, step, target, to, stride)
    else:
        transform('result_2', source, start, step, target, to, stride)


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
