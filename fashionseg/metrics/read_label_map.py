import os

import numpy as np
from PIL import Image

from fashionseg.errors import UserError

# Picture kinds whose pixels are numbers, as Pillow calls them.
_MODES = ('1', 'L', 'P', 'I', 'I;16', 'I;16B')


def read_label_map(path):
    """Reads class ids from a file of any program.

    Args:
        path (str or os.PathLike): A gray or indexed picture such as a PNG, whose pixels
            are the ids (the colours of an indexed one do not matter), or ``.npy``.

    Returns:
        numpy.ndarray: (H, W) integers.

    Raises:
        UserError: Naming the file: it cannot be read, or holds no map of whole numbers.
    """
    path = os.fspath(path)
    try:
        if path.lower().endswith('.npy'):
            label = _read_array(path)
        else:
            with Image.open(path) as image:
                if image.mode not in _MODES:
                    raise UserError(
                        f'{path} is a picture of colours ({image.mode}); labels are '
                        'gray or indexed, with the class ids as pixels')
                label = np.array(image)
    except UserError:
        raise
    except Exception as error:
        # Decoders raise whatever a damaged file makes them meet.
        raise UserError(f'{path} cannot be read as a label map ({error}); write it '
                        'again as an 8-bit PNG or as .npy') from None
    if label.dtype == bool:
        label = label.astype(np.uint8)
    if label.ndim != 2 or label.dtype.kind not in 'iu' or label.size == 0:
        raise UserError(f'{path} holds {label.dtype} {label.shape}; a label map is '
                        'integers (H, W)')
    return label


def _read_array(path):
    # A map of the file: it is neither unpickled nor unpacked, and a header that says
    # more than the file holds takes no memory.
    with np.errstate(over='ignore'):  # by such a header
        label = np.lib.format.open_memmap(path, mode='r')
    if label.size > 2 * Image.MAX_IMAGE_PIXELS:  # as Pillow does with pictures
        raise ValueError(f'it has {label.size} pixels')
    return np.array(label)
