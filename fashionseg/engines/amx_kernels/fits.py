"""For which convolutions these kernels are the fastest."""

import numpy as np

from fashionseg.engines.amx_kernels.has_amx import has_amx

# With fewer channels the tiles are mostly zeros, with fewer taps or places the packing
# is the larger part.
_FEWEST_CHANNELS, _FEWEST_TAPS, _FEWEST_PLACES = 12, 4, 32


def fits(x, w_shape, small_size, groups):
    """Whether a convolution by filters (O, C, kh, kw) is done here.

    Args:
        small_size (tuple of int): Of the smaller one of the two maps.

    Single precision loses about a digit more than in a sum of products: 5e-6 of the
    numbers' size instead of 1e-6. There is nothing for others.
    """
    return (groups == 1 and x.dtype == np.float32
            and min(w_shape[:2]) >= _FEWEST_CHANNELS
            and w_shape[2] * w_shape[3] >= _FEWEST_TAPS
            and len(x) * small_size[0] * small_size[1] >= _FEWEST_PLACES and has_amx())
