"""Filters for a map that was unpooled, moved to the map before."""

import numpy as np
from chainer.backend import get_array_module

# Which taps of a filter of 3 fall on one pixel of the small map, for each tap of the
# transposed convolution of 4: along one axis.
_TAPS = np.array([[0, 0, 1], [0, 1, 1], [1, 1, 0], [1, 0, 0]])


def fold_filters(w):
    """Sums the filters that read the same pixel of a map unpooled 2 x 2.

    A 3x3 convolution of stride 1 and pad 1 over a map of which every number was
    repeated 2 x 2 is a transposed convolution of the map itself: kernel 4, stride 2,
    pad 1, with these filters. It has 16 products where the other has 36.

    Args:
        w (array): (O, C, 3, 3) floating.

    Returns:
        array: (C, O, 4, 4) of the same dtype.
    """
    o, c = w.shape[:2]
    folded = w.reshape(-1, 9).dot(_matrix(w).T)
    return _contiguous(folded.reshape(o, c, 4, 4))


def fold_filters_grad(gk):
    """Gradient of :func:`fold_filters` by ``w``: (C, O, 4, 4) -> (O, C, 3, 3)."""
    c, o = gk.shape[:2]
    return _contiguous(gk.reshape(-1, 16).dot(_matrix(gk)).reshape(c, o, 3, 3))


def _matrix(array):
    """(16, 9), of the dtype and on the device of ``array``."""
    return get_array_module(array).asarray(np.kron(_TAPS, _TAPS), array.dtype)


def _contiguous(filters):
    return filters.transpose(1, 0, 2, 3).copy(order='C')
