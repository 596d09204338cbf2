"""From a picture of any kind to RGB."""

import numpy as np
from PIL import Image, ImageOps

_ORIENTATION = 0x0112  # EXIF tag


def to_rgb(image):
    """Turns a picture the way it is meant to be seen and brings it to 8-bit RGB.

    Of a moving picture the current frame is taken, which is the first one of a file
    just opened. Transparent parts are laid on white. Numbers of 16 bits keep their
    upper 8.

    Args:
        image (PIL.Image.Image): Of any mode.

    Returns:
        numpy.ndarray: (H, W, 3) uint8 RGB, read-only, turned as the EXIF tag says.

    Raises:
        ValueError: Numbers that are no brightness of 8 or 16 bits.
        Exception: Whatever Pillow's decoders raise on a damaged file.
    """
    if image.getexif().get(_ORIENTATION, 1) != 1:
        image = ImageOps.exif_transpose(image)
    if image.mode.startswith('I') or image.mode == 'F':
        return _from_numbers(np.asarray(image))
    if image.has_transparency_data:
        image = image.convert('RGBA')
        white = Image.new('RGBA', image.size, 'white')
        image = Image.alpha_composite(white, image)
    # No copy that is not needed: a large photo is 200 MB.
    return np.asarray(image if image.mode == 'RGB' else image.convert('RGB'))


def _from_numbers(values):
    low, high = values.min(), values.max()
    if values.dtype.kind == 'f' or low < 0 or high >= 1 << 16:
        raise ValueError(f'its pixels are numbers from {low} to {high}, no brightness '
                         'of 8 or 16 bits')
    gray = (values >> 8).astype(np.uint8)
    return np.repeat(gray[..., None], 3, axis=2)
