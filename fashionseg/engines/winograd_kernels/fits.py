"""For which convolutions these kernels are the fastest."""

import numpy as np

from fashionseg.engines.winograd_kernels.matrices import N_NUMBER
from fashionseg.engines.winograd_kernels.plan import count_tiles

# With fewer channels the transforms are the larger part, and with fewer tiles those of
# the filters, which may be kept.
_FEWEST_CHANNELS, _FEWEST_FILTERS = 12, 32 ** 2
_ENOUGH_TILES, _ENOUGH_TILES_IF_KEPT = 24, 9


def fits(x, w_shape, large_size, small_size, stride, pad, dilate, groups, kept=False):
    """Whether a convolution by filters (O, C, k, k) is done here.

    Filters are 3 x 3 with stride 1, or 4 x 4 with stride 2 and pad 1; the latter read
    a large map and write a small one or, transposed, the other way round. x is one of
    the two. ``kept``: what the filters are transformed to is kept.

    Single precision loses about a digit more than in a sum of products: 1e-5 of the
    numbers' size instead of 1e-6. There is nothing for others.
    """
    if (groups != 1 or x.dtype != np.float32 or min(w_shape[:2]) < _FEWEST_CHANNELS
            or w_shape[0] * w_shape[1] < _FEWEST_FILTERS):
        return False
    if tuple(w_shape[2:]) == (3, 3) and stride == (1, 1):
        n_tap = 3
    elif (tuple(w_shape[2:]), stride, pad, dilate) == ((4, 4), (2, 2), (1, 1), (1, 1)):
        if any(large != 2 * small for large, small in zip(large_size, small_size)):
            return False  # there is a last row or column that no filter meets
        n_tap = 2
    else:
        return False
    n_tile = len(x) * count_tiles(small_size, dilate, n_tap)
    # Places of tiles beyond the map are multiplied, too: a third must still be saved.
    products = n_tap ** 2 * len(x) * small_size[0] * small_size[1]
    enough = _ENOUGH_TILES_IF_KEPT if kept else _ENOUGH_TILES
    return n_tile >= enough and 3 * N_NUMBER ** 2 * n_tile <= 2 * products
