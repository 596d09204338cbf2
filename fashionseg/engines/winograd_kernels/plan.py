"""How the tiles of a convolution are shared out."""

import functools
from collections import namedtuple

import numpy as np

from fashionseg.engines.winograd_kernels.matrices import N_PLACE
from fashionseg.engines.winograd_kernels.multiply_numbers import N_ROW

# Channels of the input that are multiplied together, and of the output.
IN_BLOCK, OUT_BLOCK = 128, 64
# Tiles of an item at least, and its numbers: its products stay in the second cache.
_FEWEST_TILES, _ITEM_NUMBERS = 96, 500000

Plan = namedtuple('Plan', 'n_tile items ins outs pitch')
Plan.__doc__ = """What is worked on together.

A strip is a row of tiles of the result, whose places are ``dilate`` apart.

* ``n_tile`` (int): Tiles of a strip.
* ``items`` (list of numpy.ndarray): (strips, 3) int64: photo, first row, first column.
* ``ins`` (list of tuple): First channel of the input, number of channels.
* ``outs`` (list of tuple): First channel of the output, number of channels, and this
  number filled up.
* ``pitch`` (int): How far the channels of a tile lie from those of the next one; where
  that is a power of two, a column of them finds no room in the cache.
"""


@functools.lru_cache(maxsize=1024)
def plan(n_photo, n_in, n_out, out_size, dilate, n_thread):
    """Plans a convolution, for ``n_thread`` threads; sizes as (y, x).

    Items are worked on side by side, or, where the filters are most of the numbers,
    there is one, whose channels are.
    """
    n_tile = -(-out_size[1] // (N_PLACE * dilate[1]))
    strips = np.array([
        (photo, top, left) for photo in range(n_photo)
        for phase in range(min(dilate[0], out_size[0]))
        for top in range(phase, out_size[0], N_PLACE * dilate[0])
        for left in range(min(dilate[1], out_size[1]))], np.int64)
    total = len(strips) * n_tile
    n_item = 1
    if 2 * n_in * n_out <= total * (n_in + n_out):
        n_most = max(_FEWEST_TILES, _ITEM_NUMBERS // (36 * (n_in + OUT_BLOCK)))
        n_item = -(-len(strips) // max(1, n_most // n_tile))
        n_item = min(len(strips), -(-n_item // n_thread) * n_thread)
    return Plan(
        n_tile, np.array_split(strips, n_item),
        [(c, min(IN_BLOCK, n_in - c)) for c in range(0, n_in, IN_BLOCK)],
        [(o, min(OUT_BLOCK, n_out - o), min(OUT_BLOCK, _up(n_out - o, OUT_BLOCK // 2)))
         for o in range(0, n_out, OUT_BLOCK)],
        _up(min(n_in, IN_BLOCK), 16) + 16)


def count_tiles(out_size, dilate):
    """The tiles of a photo."""
    height, width = (
        min(d, size) * -(-size // (N_PLACE * d)) for size, d in zip(out_size, dilate))
    return height * width


def rows_of(count):
    """A number of rows, filled up to whole tiles of a product."""
    return _up(count, N_ROW)


def _up(number, step):
    return -(-number // step) * step
