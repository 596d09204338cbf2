"""e to the power of a number, in arithmetic that LLVM makes vectors of."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled

_F = np.float32
_SMALLEST, _LOG2_E, _HALF, _ONE = _F(-87), _F(1.44269504), _F(.5), _F(1)
# log 2 in two parts: whole multiples of the first are exact.
_LOG_2, _REST_OF_LOG_2 = _F(0.693359375), _F(-2.12194440e-4)
# Of (e^r - 1 - r) / r^2 on |r| <= log(2) / 2: those of the Cephes library.
_C0, _C1, _C2, _C3, _C4, _C5 = map(_F, (
    5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3,
    1.3981999507e-3, 1.9875691500e-4))
_BIAS, _FRACTION = np.int32(127), np.int32(1 << 23)


@compiled
def exponential(x):
    """e^x for x <= 0 in single precision, within 3e-7 of it; at least e^-87.

    The library that Numba would call takes one number at a time.
    """
    x = max(x, _SMALLEST)
    n = np.floor(x * _LOG2_E + _HALF)
    r = x - n * _LOG_2 - n * _REST_OF_LOG_2
    tail = ((((_C5 * r + _C4) * r + _C3) * r + _C2) * r + _C1) * r + _C0
    # 2^n is the number with that exponent and no fraction.
    power = np.int32((np.int32(n) + _BIAS) * _FRACTION).view(np.float32)
    return (tail * r * r + r + _ONE) * power
