"""Which convolutions are done in tiles, and how the tiles lie in the maps."""

from collections import namedtuple

Walk = namedtuple('Walk', 'scale step n_side offsets')
Walk.__doc__ = """How tiles lie in a map; all as (y, x).

Number ``k`` of the tile that begins at place ``p`` is the map's at ``scale p + k step
- offset``. Where ``n_side`` is 2 two tiles lie side by side, each of every second
number along x: number ``k`` of tile ``s`` is at ``scale p + (2 k + s) step - offset``.

* ``scale``, ``n_side`` (int), ``step`` (tuple of int).
* ``offsets`` (tuple of tuples): Of each set of tiles. Sets and sides are channels to
  the products.
"""

Tiling = namedtuple('Tiling', 'n_tap size dilate source target')
Tiling.__doc__ = """A convolution of stride 1 by filters of ``n_tap`` x ``n_tap``.

* ``size``, ``dilate`` (tuple of int): Places of the result, and how far the places of a
  tile are apart.
* ``source``, ``target`` (:class:`Walk`): Over the map that is read and the result.
"""

# Even and odd rows. Odd and even columns lie side by side, from the one before the
# first.
_ROWS = (0, 1), (1, 1)


def tile_plainly(out_size, pad, dilate):
    """Filters of 3 x 3, stride 1."""
    return Tiling(3, tuple(out_size), tuple(dilate),
                  Walk(1, tuple(dilate), 1, (tuple(pad),)),
                  Walk(1, tuple(dilate), 1, ((0, 0),)))


def tile_halving(out_size):
    """Filters of 4 x 4, stride 2, pad 1, to a map of half the size.

    Every second row and column of the map, which makes four maps, is met by every
    second tap: filters of 2 x 2 of four times the channels. The odd ones begin with the
    padding.
    """
    return Tiling(2, tuple(out_size), (1, 1), Walk(2, (2, 1), 2, _ROWS),
                  Walk(1, (1, 1), 1, ((0, 0),)))


def tile_doubling(in_size):
    """The transposed convolution of :func:`tile_halving`, from the smaller map.

    The odd rows and columns of the result begin one place before the first.
    """
    return Tiling(2, tuple(size + 1 for size in in_size), (1, 1),
                  Walk(1, (1, 1), 1, ((1, 1),)), Walk(2, (2, 1), 2, _ROWS))


def taps_of_set(w, offset, side):
    """Taps (., ., 2, 2) of filters (., ., 4, 4) that meet a set of tiles."""
    return w[:, :, 1 - offset[0]::2, side::2]
