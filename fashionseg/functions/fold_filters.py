"""Filters for a map that was unpooled, moved to the map before."""

from chainer.backend import get_array_module


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
    xp = get_array_module(w)
    # By sums and not as a product of matrices: the threads of NumPy's BLAS would wait,
    # spinning, in the way of the convolution that follows.
    for axis in (2, 3):
        first, middle, last = xp.split(w, 3, axis)
        w = xp.concatenate([last, middle + last, first + middle, first], axis)
    return w.transpose(1, 0, 2, 3).copy(order='C')


def fold_filters_grad(gk):
    """Gradient of :func:`fold_filters` by ``w``: (C, O, 4, 4) -> (O, C, 3, 3)."""
    xp = get_array_module(gk)
    for axis in (2, 3):
        a, b, c, d = xp.split(gk, 4, axis)
        gk = xp.concatenate([c + d, b + c, a + b], axis)
    return gk.transpose(1, 0, 2, 3).copy(order='C')
