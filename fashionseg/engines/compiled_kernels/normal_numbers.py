"""Normal random numbers out of random bits."""

import numpy as np
from numpy.polynomial import Chebyshev, Polynomial

from fashionseg.engines.compiled_kernels.compiled import compiled

_F = np.float32
_HALF, _ONE, _ZERO, _MINUS_2, _LOG_2 = map(_F, (.5, 1, 0, -2, np.log(2)))
_16, _23, _LOW = map(np.uint32, (16, 23, 0xffff))
_FRACTION, _BITS_OF_ONE = np.uint32((1 << 23) - 1), np.uint32(127 << 23)
_BIAS = np.int32(127 + 16)
_TURN = _F(1 / 65536)


def _polynomial(function, degree, end):
    """Coefficients of a function on [0, end], the highest first."""
    fit = Chebyshev.interpolate(function, degree, (0, end)).convert(kind=Polynomial)
    return tuple(map(_F, fit.coef[::-1]))


# What is left of each is below 1e-6.
_LOG = _polynomial(np.log1p, 8, 1)
_COS = _polynomial(lambda s: np.cos(2 * np.pi * np.sqrt(s)), 7, .25)
_SIN = _polynomial(lambda s: 2 * np.pi * np.sinc(2 * np.sqrt(s)), 7, .25)


@compiled
def normal_numbers(words, sigma, numbers):
    """Two normal random numbers of each word, by Box's and Muller's transform.

    The upper 16 bits of a word give the distance from the mean, one of 65,536 equally
    probable ones, the lower 16 the angle. Numbers are at most 4.86 deviations from the
    mean, as all but one of a million are.

    Args:
        words (numpy.ndarray): (N,) uint32.
        sigma (float): Standard deviation, float32; the mean is 0.
        numbers (numpy.ndarray): (2 N,) float32, gets the cosines, then the sines.
    """
    cosines, sines = numbers[:len(words)], numbers[len(words):]
    for k in range(len(words)):
        # u = (upper bits + 1/2) / 2^16 in (0, 1), as 2^exponent (1 + fraction).
        bits = np.float32(_F(words[k] >> _16) + _HALF).view(np.uint32)
        exponent = _F(np.int32(bits >> _23) - _BIAS)
        fraction = np.uint32(bits & _FRACTION | _BITS_OF_ONE).view(np.float32) - _ONE
        square = _MINUS_2 * (exponent * _LOG_2 + _horner(_LOG, fraction))
        radius = sigma * np.sqrt(max(square, _ZERO))
        turn = (_F(words[k] & _LOW) + _HALF) * _TURN - _HALF
        cosines[k] = radius * _horner(_COS, turn * turn)
        sines[k] = radius * turn * _horner(_SIN, turn * turn)


@compiled
def _horner(coefficients, x):
    total = _ZERO
    for coefficient in coefficients:
        total = total * x + coefficient
    return total
