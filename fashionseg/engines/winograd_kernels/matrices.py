"""The transforms of Winograd's convolution."""

import math

import numpy as np

# Places of a tile of the result and taps of a filter, along each axis.
N_PLACE, N_TAP = 4, 3
# Of these four the products lose the fewest digits.
_POINTS = 0, math.sqrt(2), -math.sqrt(2), 1 / math.sqrt(2), -1 / math.sqrt(2)


def _toom_cook():
    """Matrices of the convolution as a product of polynomials at some points [#]_.

    A tile of 6 numbers d, 3 taps g: the 4 sums of taps times numbers are
    ``result (filter g * map d)``.

    .. [#] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. CVPR
        2016.
    """
    n = len(_POINTS) + 1
    to_result, of_filter = np.zeros((N_PLACE, n)), np.zeros((n, N_TAP))
    of_map = np.zeros((n, n))
    for k, point in enumerate(_POINTS):
        others = [other for other in _POINTS if other != point]
        to_result[:, k] = np.power(point, np.arange(N_PLACE))
        of_filter[k] = np.power(point, np.arange(N_TAP)) / np.prod(
            [point - other for other in others])
        of_map[k, :-1] = np.poly(others)[::-1]
    # The last point is at infinity.
    to_result[-1, -1] = of_filter[-1, -1] = 1
    of_map[-1] = np.poly(_POINTS)[::-1]
    of_map[np.abs(of_map) < 1e-12] = 0
    return {'map': of_map, 'filter': of_filter, 'result': to_result,
            'filter_grad': of_filter.T, 'result_grad': to_result.T}


# Name of what is transformed -> (numbers after, numbers before) along one axis.
MATRICES = _toom_cook()
