"""Step 4 of Section IV-B."""

import numpy as np

SIGMA = 25.5  # of 255


def gaussian_noise(photo, rng):
    """Adds Gaussian noise of mean 0 and standard deviation 25.5, clipped to [0, 255].

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8.
        rng (numpy.random.Generator): Source of the random numbers.

    Returns:
        numpy.ndarray: (H, W, 3) float32 in [0, 255].
    """
    noisy = rng.standard_normal(photo.shape, dtype=np.float32)
    noisy *= np.float32(SIGMA)
    noisy += photo
    return np.clip(noisy, 0, 255, out=noisy)
