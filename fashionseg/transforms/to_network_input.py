"""From a photo to the array that the networks take."""

import cv2
import numpy as np

from fashionseg.table_2 import INPUT_SIZE
from fashionseg.transforms.resize import resize_photo


def to_network_input(photo):
    """Resizes to 224 x 224 and scales to [0, 1] (end of Section IV-B).

    Args:
        photo (numpy.ndarray): (H, W, 3) RGB, uint8 or uint16; the largest number of
            the type is white.

    Returns:
        numpy.ndarray: (3, 224, 224) float32 in [0, 1], C-contiguous.
    """
    photo = resize_photo(photo, (INPUT_SIZE, INPUT_SIZE))
    planes = np.empty((3, INPUT_SIZE, INPUT_SIZE), photo.dtype)
    cv2.split(photo, list(planes))
    return np.divide(planes, np.iinfo(photo.dtype).max, dtype=np.float32)
