"""Step 4 of Section IV-B."""

import functools

import numpy as np
from scipy.special import ndtri

from fashionseg.engines.compiled_kernels.compiled import compiled

SIGMA = 25.5  # of 255
STEPS = 257  # of a 16-bit photo to one of an 8-bit photo: 255 * 257 = 65535
WHITE = 255 * STEPS
N_QUANTILE = 1 << 16


def gaussian_noise(photo, rng):
    """Adds Gaussian noise of mean 0 and standard deviation 25.5, clipped to [0, 255].

    Each number of the noise is one of 65,536 equally probable quantiles of the normal
    distribution, chosen by 16 random bits. Their mean is 0 and their variance exactly
    that of the noise; the largest are 4.3 deviations from the mean (beyond lies one
    number in 65,536 of a normal distribution), and all are whole multiples of 1/257
    grey level, as is the noisy photo.

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8.
        rng (numpy.random.Generator): Source of the random numbers.

    Returns:
        numpy.ndarray: (H, W, 3) uint16, 65535 where an 8-bit photo has 255.
    """
    n = photo.size
    bits = rng.bit_generator.random_raw(-(-n // 4)).view(np.uint16)[:n]
    noisy = np.empty(photo.shape, np.uint16)
    np.multiply(photo, STEPS, out=noisy, dtype=np.uint16)
    _add(noisy.reshape(-1), bits, _quantiles())
    return noisy


@compiled
def _add(numbers, bits, quantiles):
    for j in range(len(numbers)):
        number = np.int32(numbers[j]) + np.int32(quantiles[bits[j]])
        numbers[j] = min(max(number, np.int32(0)), np.int32(WHITE))


@functools.lru_cache(maxsize=None)
def _quantiles():
    quantiles = ndtri((np.arange(N_QUANTILE) + 0.5) / N_QUANTILE)
    quantiles *= SIGMA * STEPS / quantiles.std()
    return np.rint(quantiles).astype(np.int16)
