"""What steps 1 to 3 of Section IV-B make of a photo, in one copy."""

import cv2
import numpy as np


def cut_window(image, mirrored, y, x, height, width):
    """Cuts a window out of a photo or label; what lies outside is 0.

    Mirroring the photo, adding bars and cutting a window out of all that gives the
    same; here pixels that the window leaves out are never copied.

    Args:
        image (numpy.ndarray): (H, W) or (H, W, 3) uint8.
        mirrored (bool): Whether to mirror it left to right first.
        y, x (int): Upper left corner of the window in the (mirrored) photo; negative
            where it begins in a bar.
        height, width (int): Size of the window.

    Returns:
        numpy.ndarray: (height, width) or (height, width, 3) uint8, not a view.
    """
    full_height, full_width = image.shape[:2]
    top, bottom = max(y, 0), min(y + height, full_height)
    left, right = max(x, 0), min(x + width, full_width)
    has_bars = (bottom - top, right - left) != (height, width)
    window = (np.zeros if has_bars else np.empty)(
        (height, width) + image.shape[2:], image.dtype)
    if top >= bottom or left >= right:  # nothing but bars
        return window
    target = window[top - y:bottom - y, left - x:right - x]
    if mirrored:
        # OpenCV mirrors; NumPy would copy such a view one pixel at a time.
        cv2.flip(image[top:bottom, full_width - right:full_width - left], 1, target)
    else:
        target[...] = image[top:bottom, left:right]
    return window
