"""Step 5 of Section IV-B: resizing photos and labels."""

import cv2
import numpy as np


def resize_photo(photo, size):
    """Resizes a photo bilinearly.

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8 or uint16.
        size (tuple): ``(height, width)`` in pixels.

    Returns:
        numpy.ndarray: (height, width, 3) of the same type.
    """
    return cv2.resize(photo, (size[1], size[0]), interpolation=cv2.INTER_LINEAR)


def resize_label(label, size):
    """Resizes a label by nearest neighbour, so that no new class appears.

    Args:
        label (numpy.ndarray): (H, W) integer class ids in [0, 255].
        size (tuple): ``(height, width)`` in pixels.

    Returns:
        numpy.ndarray: (height, width) uint8.
    """
    return cv2.resize(np.asarray(label, dtype=np.uint8), (size[1], size[0]),
                      interpolation=cv2.INTER_NEAREST)
