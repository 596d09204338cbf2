"""For which convolutions these kernels are the fastest."""

from fashionseg.engines.compiled_kernels.is_precise import is_precise
from fashionseg.engines.kept_weights import KeptWeights

# BLAS lays filters out in each product, which costs less than the product where they
# meet more places.
_MOST_PLACES = 400


def fits(x, w, out_size, groups):
    """Whether a convolution by filters (O, C, kh, kw) is done here.

    Args:
        out_size (tuple of int): Of the result.
    """
    return (groups == 1 and is_precise(x, w) and KeptWeights.has(w)
            and len(x) * out_size[0] * out_size[1] <= _MOST_PLACES)
