"""Photos within a page."""

import base64
import io

from PIL import Image

_QUALITY = 85


def encode_photo(photo, size):
    """Writes a photo as a data URL.

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8 RGB.
        size (tuple of int): Height and width in the page; a smaller photo keeps its
            own size.

    Returns:
        tuple: The URL (str, JPEG), and its height and width in pixels.
    """
    image = Image.fromarray(photo)
    height, width = size
    if height < image.height or width < image.width:
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    image.save(stream, 'JPEG', quality=_QUALITY, optimize=True)
    text = base64.b64encode(stream.getvalue()).decode()
    return f'data:image/jpeg;base64,{text}', image.height, image.width
