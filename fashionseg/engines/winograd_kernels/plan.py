"""How the tiles of a convolution are shared out."""

import functools
from collections import namedtuple

import numpy as np

from fashionseg.engines.compiled_kernels.multiply_matrix import N_ROW
from fashionseg.engines.winograd_kernels.matrices import N_NUMBER, count_places

# Channels of the input that are multiplied together at most, and of the output.
IN_BLOCK, OUT_BLOCK = 128, 64
# Tiles of an item at least, and its numbers: its products stay in the second cache.
_FEWEST_TILES, _ITEM_NUMBERS = 96, 500000
# Numbers of the widest register.
_LANES = 16

Block = namedtuple('Block', 'first count wide offset')
Block.__doc__ = """First channel, number of channels, this number filled up, and the
offset of their walk."""

Plan = namedtuple('Plan', 'n_tile items ins outs pitch')
Plan.__doc__ = """What is worked on together.

A strip is a row of tiles of the result, whose places are ``dilate`` apart.

* ``n_tile`` (int): Tiles of a strip.
* ``items`` (list of numpy.ndarray): (strips, 3) int64: photo, first row, first column.
* ``ins``, ``outs`` (list of :class:`Block`): Of the input and the output.
* ``pitch`` (int): How far the channels of a tile lie from those of the next one; where
  that is a power of two, a column of them finds no room in the cache.
"""


@functools.lru_cache(maxsize=1024)
def plan(n_photo, n_in, n_out, tiling, n_thread):
    """Plans a convolution, for ``n_thread`` threads.

    Items are worked on side by side, or, where the filters are most of the numbers,
    there is one, whose channels are.
    """
    size, dilate, n_place = tiling.size, tiling.dilate, count_places(tiling.n_tap)
    n_tile = _tiles_of_row(size[1], dilate[1], n_place)
    strips = np.array([
        (photo, top, left) for photo in range(n_photo)
        for phase in range(min(dilate[0], size[0]))
        for top in range(phase, size[0], n_place * dilate[0])
        for left in range(min(dilate[1], size[1]))], np.int64)
    (*_, in_sides, in_offsets), (*_, out_sides, out_offsets) = tiling[-2:]
    all_in = n_in * in_sides * len(in_offsets)
    all_out = n_out * out_sides * len(out_offsets)
    total, n_item = len(strips) * n_tile, 1
    if 2 * all_in * all_out <= total * (all_in + all_out):
        n_most = max(_FEWEST_TILES,
                     _ITEM_NUMBERS // (N_NUMBER ** 2 * (all_in + OUT_BLOCK)))
        n_item = -(-len(strips) // max(1, n_most // n_tile))
        n_item = min(len(strips), -(-n_item // n_thread) * n_thread)
    # Blocks of about one size; where two sides lie in a row, of whole registers.
    lanes = _LANES if in_sides > 1 else 1
    step = _up(-(-n_in // -(-n_in * in_sides // IN_BLOCK)), lanes)
    ins = [Block(c, min(step, n_in - c), min(step, _up(n_in - c, lanes)), offset)
           for offset in in_offsets for c in range(0, n_in, step)]
    most, step = OUT_BLOCK // out_sides, 2 * _LANES // out_sides
    outs = [Block(o, min(most, n_out - o), min(most, _up(n_out - o, step)), offset)
            for o in range(0, n_out, most) for offset in out_offsets]
    return Plan(n_tile, np.array_split(strips, n_item), ins, outs,
                _up(in_sides * max(block.wide for block in ins), _LANES) + _LANES)


def count_tiles(size, dilate, n_tap):
    """The tiles of a photo."""
    height, width = (min(d, n) * _tiles_of_row(n, d, count_places(n_tap))
                     for n, d in zip(size, dilate))
    return height * width


def rows_of(count):
    """A number of rows, filled up to whole tiles of a product."""
    return _up(count, N_ROW)


def _tiles_of_row(size, dilate, n_place):
    return -(-size // (n_place * dilate))


def _up(number, step):
    return -(-number // step) * step
