"""Step 4 of Section IV-B."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.normal_numbers import normal_numbers
from fashionseg.engines.compiled_kernels.random_words import N_LANE, random_words

SIGMA = 25.5  # of 255
STEPS = 257  # of a 16-bit photo to one of an 8-bit photo: 255 * 257 = 65535
_STEPS, _SIGMA = np.float32(STEPS), np.float32(SIGMA * STEPS)
_BLACK, _WHITE, _HALF = map(np.float32, (0, 255 * STEPS, .5))


def gaussian_noise(photo, rng):
    """Adds Gaussian noise of mean 0 and standard deviation 25.5, clipped to [0, 255].

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8.
        rng (numpy.random.Generator): Gives 128 generators of its own their state.

    Returns:
        numpy.ndarray: (H, W, 3) uint16, 65535 where an 8-bit photo has 255.
    """
    state = rng.bit_generator.random_raw(2 * N_LANE).view(np.uint32)
    noisy = np.empty(photo.shape, np.uint16)
    _add(photo.reshape(-1), state.reshape(4, N_LANE), noisy.reshape(-1))
    return noisy


@compiled
def _add(photo, state, noisy):
    words = np.empty(N_LANE, np.uint32)
    noise = np.empty(2 * N_LANE, np.float32)
    for first in range(0, len(photo), len(noise)):
        random_words(state, words)
        normal_numbers(words, _SIGMA, noise)
        part, result = photo[first:first + len(noise)], noisy[first:first + len(noise)]
        for j in range(len(part)):
            number = np.float32(part[j]) * _STEPS + noise[j]
            # To the nearest: what is cut off lies above 0.
            result[j] = np.int32(min(max(number, _BLACK), _WHITE) + _HALF)
