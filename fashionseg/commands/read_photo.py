"""A photo from any file."""

import numpy as np
from PIL import Image, ImageOps

from fashionseg.datasets.prepared import UNREADABLE
from fashionseg.errors import UserError


def read_photo(path):
    """Reads a photo the way it is meant to be seen.

    Args:
        path (str or file object): What Pillow knows; of a moving one the first picture.

    Returns:
        numpy.ndarray: (H, W, 3) uint8 RGB, turned as its EXIF tag says.

    Raises:
        UserError: Naming the file, when it cannot be read.
    """
    try:
        with Image.open(path) as image:
            return np.array(ImageOps.exif_transpose(image).convert('RGB'))
    except UNREADABLE as error:
        raise UserError(f'{path} cannot be read as a photo ({error}); name another '
                        'file') from None
