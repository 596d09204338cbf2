"""The transforms of Winograd's convolution."""

import math

import numpy as np

# Numbers of a tile of the map along each axis.
N_NUMBER = 6
# Of these four the products lose the fewest digits.
_POINTS = 0, math.sqrt(2), -math.sqrt(2), 1 / math.sqrt(2), -1 / math.sqrt(2)


def count_places(n_tap):
    """Places of a tile of the result along each axis, for filters of some taps."""
    return N_NUMBER + 1 - n_tap


def _toom_cook(n_tap):
    """Matrices of the convolution as a product of polynomials at some points [#]_.

    A tile of 6 numbers d, 3 taps g: the 4 sums of taps times numbers are
    ``result_3 (filter_3 g * map d)``; 2 taps have 5 sums.

    .. [#] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. CVPR
        2016.
    """
    n_place = count_places(n_tap)
    to_result, of_filter = np.zeros((n_place, N_NUMBER)), np.zeros((N_NUMBER, n_tap))
    of_map = np.zeros((N_NUMBER, N_NUMBER))
    for k, point in enumerate(_POINTS):
        others = [other for other in _POINTS if other != point]
        to_result[:, k] = np.power(point, np.arange(n_place))
        of_filter[k] = np.power(point, np.arange(n_tap)) / np.prod(
            [point - other for other in others])
        of_map[k, :-1] = np.poly(others)[::-1]
    # The last point is at infinity.
    to_result[-1, -1] = of_filter[-1, -1] = 1
    of_map[-1] = np.poly(_POINTS)[::-1]
    of_map[np.abs(of_map) < 1e-12] = 0
    return {'map': of_map, f'filter_{n_tap}': of_filter, f'result_{n_tap}': to_result,
            f'filter_grad_{n_tap}': of_filter.T, f'result_grad_{n_tap}': to_result.T}


# Name of what is transformed, with the taps of the filters where they matter ->
# (numbers after, numbers before) along one axis.
MATRICES = _toom_cook(3) | _toom_cook(2)
