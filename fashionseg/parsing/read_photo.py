"""A photo from any file."""

from PIL import Image, UnidentifiedImageError

from fashionseg.errors import UserError
from fashionseg.parsing.to_rgb import to_rgb

_HEIC = (b'ftyphei', b'ftyphev', b'ftypmif1', b'ftypmsf1')
_CONVERT = 'convert it to JPEG or PNG'


def read_photo(path):
    """Reads a photo the way it is meant to be seen.

    Args:
        path (str or os.PathLike or file object): What Pillow knows; of a moving one the
            first picture.

    Returns:
        numpy.ndarray: (H, W, 3) uint8 RGB, see
        :func:`~fashionseg.parsing.to_rgb.to_rgb`.

    Raises:
        UserError: Naming the file, the reason and what to do, when it cannot be read.
    """
    try:
        with Image.open(path) as image:
            return to_rgb(image)
    except Exception as error:
        # Decoders raise whatever a damaged file makes them meet.
        raise UserError(f'{path} cannot be read as a photo: {_reason(path, error)}'
                        ) from None


def _reason(path, error):
    if isinstance(error, FileNotFoundError):
        return 'it is not there; name another file'
    if isinstance(error, OSError) and error.strerror:
        return f'{error.strerror}; name another file'
    if isinstance(error, Image.DecompressionBombError):
        return (f'it has more than {2 * Image.MAX_IMAGE_PIXELS / 1e6:.0f} million '
                'pixels; make it smaller')
    if isinstance(error, MemoryError):
        return 'there is too little memory for it; make it smaller'
    if isinstance(error, UnidentifiedImageError):
        return _unknown(path)
    return f'it is damaged ({type(error).__name__}: {error}); give a whole copy of it'


def _unknown(path):
    if hasattr(path, 'read'):
        return 'it is no picture that Pillow knows'
    with open(path, 'rb') as file:
        start = file.read(16)
    if not start:
        return 'it is empty; name another file'
    if any(kind in start for kind in _HEIC):
        return f'HEIC pictures are not read; {_CONVERT}'
    return f'it is no picture that Pillow knows; {_CONVERT}'
