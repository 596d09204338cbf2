"""A label as a PNG file."""

import io

import numpy as np
from PIL import Image

from fashionseg.classes import PALETTE


def encode_label(label):
    """Writes class ids as an 8-bit palette image.

    Args:
        label (numpy.ndarray): (H, W) uint8 class ids.

    Returns:
        bytes: A PNG whose pixels are the ids, shown in the colours of the classes.
    """
    image = Image.fromarray(np.ascontiguousarray(label))
    image.putpalette(PALETTE.tobytes())
    stream = io.BytesIO()
    image.save(stream, 'PNG')
    return stream.getvalue()
