"""One photo of a ModaNet-like JSON."""

import os

from PIL import Image


def read_image(image):
    """Checks an entry of ``images``.

    Args:
        image (dict): With ``id`` (a number or a text), ``file_name``, ``width`` and
            ``height``.

    Returns:
        dict: ``id`` (str, the file name without its suffix), ``photo_id`` (the ``id``
        of the entry), ``file_name``, ``width``, ``height``, and ``annotations``, an
        empty list.

    Raises:
        KeyError, OverflowError, TypeError, ValueError: Something is missing or of
            another type; a photo without pixels or with more than Pillow opens; a name
            that leads out of the folder of the photos.
    """
    width, height = int(image['width']), int(image['height'])
    if min(width, height) < 1 or width * height > 2 * Image.MAX_IMAGE_PIXELS:
        raise ValueError(f'photo {image["id"]} is {width} x {height}')
    number, file_name = image['id'], image['file_name']
    if not isinstance(number, (int, str)):
        raise TypeError(f'the id {number} is no number')
    for name in (file_name, str(number)):
        if os.path.isabs(name) or '..' in name.split('/') or '\0' in name:
            raise ValueError(f'{name!r} leads out of the folder of the photos')
    return {'id': os.path.splitext(os.path.basename(file_name))[0],
            'photo_id': number, 'file_name': file_name, 'width': width,
            'height': height, 'annotations': []}
