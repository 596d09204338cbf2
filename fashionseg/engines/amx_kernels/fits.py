"""For which convolutions these kernels are the fastest."""

import numpy as np

from fashionseg.engines.amx_kernels.has_amx import has_amx
from fashionseg.engines.kept_weights import KeptWeights

# With fewer channels the tiles are mostly zeros; with fewer taps or places packing is
# the larger part, where filters are packed in each call.
_FEWEST_CHANNELS = 12
_FEWEST_TAPS, _FEWEST_PLACES = 4, 64
_FEWEST_PLACES_IF_KEPT = 8


def fits(x, w, small_size, groups):
    """Whether a convolution by filters (O, C, kh, kw) is done here.

    Args:
        small_size (tuple of int): Of the smaller one of the two maps.

    Single precision loses about a digit more than in a sum of products: sums are off by
    4e-6 of their deviation instead of 3e-7. There is nothing for others.
    """
    n_place = len(x) * small_size[0] * small_size[1]
    if groups != 1 or x.dtype != np.float32 or min(w.shape[:2]) < _FEWEST_CHANNELS:
        return False
    if KeptWeights.has(w):
        is_enough = n_place >= _FEWEST_PLACES_IF_KEPT
    else:
        is_enough = (n_place >= _FEWEST_PLACES
                     and w.shape[2] * w.shape[3] >= _FEWEST_TAPS)
    return is_enough and has_amx()
