"""For which convolutions these kernels are the fastest."""

import numpy as np

from fashionseg.engines.amx_kernels.has_amx import has_amx
from fashionseg.engines.kept_weights import KeptWeights

# With fewer channels the tiles are mostly zeros, and with fewer places packing the
# filters is the larger part, where it is done in each call.
_FEWEST_CHANNELS, _FEWEST_PLACES, _FEWEST_IF_KEPT = 12, 64, 8


def fits(x, w, small_size, groups):
    """Whether a convolution by filters (O, C, kh, kw) is done here.

    Args:
        small_size (tuple of int): Of the smaller one of the two maps.

    Single precision loses about a digit more than in a sum of products: sums are off by
    4e-6 of their deviation instead of 3e-7. There is nothing for others.
    """
    fewest = _FEWEST_IF_KEPT if KeptWeights.has(w) else _FEWEST_PLACES
    return (groups == 1 and x.dtype == np.float32
            and min(w.shape[:2]) >= _FEWEST_CHANNELS
            and len(x) * small_size[0] * small_size[1] >= fewest and has_amx())
