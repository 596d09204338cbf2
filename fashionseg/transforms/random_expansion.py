"""Step 2 of Section IV-B."""

import numpy as np

MAX_EXPANSION = 0.5  # of the width and of the height: 1.5 times at most


def random_expansion(photo, label, rng):
    """Pads black bars t, b, l, r with l + r <= 0.5 w and t + b <= 0.5 h.

    The two sums are uniform in their ranges, and so is each split of a sum into its
    two sides. Bars are background in the label.

    Args:
        photo (numpy.ndarray): (h, w, 3) uint8.
        label (numpy.ndarray): (h, w) uint8.
        rng (numpy.random.Generator): Source of the random numbers.

    Returns:
        tuple: ``(photo, label)`` of the padded size.
    """
    height, width = label.shape
    vertical = rng.integers(0, int(MAX_EXPANSION * height), endpoint=True)
    horizontal = rng.integers(0, int(MAX_EXPANSION * width), endpoint=True)
    top = rng.integers(0, vertical, endpoint=True)
    left = rng.integers(0, horizontal, endpoint=True)
    window = np.s_[top:top + height, left:left + width]

    padded_photo = np.zeros((height + vertical, width + horizontal, 3), photo.dtype)
    padded_label = np.zeros(padded_photo.shape[:2], label.dtype)
    padded_photo[window] = photo
    padded_label[window] = label
    return padded_photo, padded_label
