"""From a photo to the array that the networks take."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
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
    planes = np.empty((3, INPUT_SIZE, INPUT_SIZE), np.float32)
    pixels = photo.reshape(-1, 3)  # an error for all but three colours
    _write_planes(pixels.reshape(-1), np.float32(np.iinfo(photo.dtype).max),
                  planes.reshape(3, -1))
    return planes


# One pass, where OpenCV and NumPy take one after the other.
@compiled
def _write_planes(photo, white, planes):
    red, green, blue = planes[0], planes[1], planes[2]
    for k in range(len(red)):
        red[k] = np.float32(photo[3 * k]) / white
        green[k] = np.float32(photo[3 * k + 1]) / white
        blue[k] = np.float32(photo[3 * k + 2]) / white
