"""For which convolutions these kernels are the fastest."""

import numpy as np

from fashionseg.engines.winograd_kernels.plan import count_tiles

# With fewer channels the transforms are the larger part, and with fewer tiles those of
# the filters.
_FEWEST_CHANNELS, _FEWEST_TILES = 32, 24


def fits(x, w_shape, out_size, stride, dilate, groups):
    """Whether a convolution of x by filters (O, C, 3, 3) is done here.

    Single precision loses about a digit more than in a sum of products: 1e-5 of the
    numbers' size instead of 1e-6. There is nothing for others.
    """
    if (tuple(w_shape[2:]) != (3, 3) or stride != (1, 1) or groups != 1
            or x.dtype != np.float32 or min(w_shape[:2]) < _FEWEST_CHANNELS):
        return False
    n_tile = len(x) * count_tiles(out_size, dilate)
    # Places of tiles beyond the map are multiplied, too.
    return n_tile >= _FEWEST_TILES and 6 * n_tile <= len(x) * out_size[0] * out_size[1]
