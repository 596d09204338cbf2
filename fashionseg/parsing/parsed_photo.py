"""What a network makes of one photo."""

import io
import json
import os

from PIL import Image

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.encode_label import encode_label
from fashionseg.errors import UserError
from fashionseg.files import replace_file
from fashionseg.parsing.draw_overlay import draw_overlay

_QUALITY = 92
MOST_SIDE = 65500  # pixels that a JPEG file can have


class ParsedPhoto:
    """A photo with its label.

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8 RGB.
        label (numpy.ndarray): (H, W) uint8 class ids.
        source (str or None): Path that the photo was read from.

    Attributes:
        photo, label, source: As given.
    """

    def __init__(self, photo, label, source=None):
        self.photo = photo
        self.label = label
        self.source = source

    @property
    def shares(self):
        """dict: Name of every class -> its share of the pixels; they sum up to 1."""
        # Ten times as fast as NumPy's bincount.
        n_pixel = Image.fromarray(self.label).histogram()
        return {name: n / self.label.size for name, n in zip(CLASS_NAMES, n_pixel)}

    def overlay(self):
        """The photo with the colours of the classes over the clothes.

        Returns:
            numpy.ndarray: (H, W, 3) uint8 RGB; see
            :func:`~fashionseg.parsing.draw_overlay.draw_overlay`.
        """
        return draw_overlay(self.photo, self.label)

    def save(self, path):
        """Writes the label and, beside it, the overlay and the shares.

        Each file takes its place in one step, whatever was there; folders are made as
        needed.

        Args:
            path (str or os.PathLike): ``NAME.png``, for the label: an 8-bit palette
                image whose pixels are the class ids. ``NAME_overlay.jpg`` and
                ``NAME.json`` (``photo``, ``height``, ``width``, ``shares``) go with it.

        Returns:
            tuple of str: Paths of label, overlay and shares.

        Raises:
            UserError: The path does not end with ``.png``, or the photo has a side
                that no JPEG file can have.
            OSError: The folder cannot be written, or the disk is full.
        """
        stem, ending = os.path.splitext(os.fspath(path))
        if ending.lower() != '.png':
            raise UserError(f'{path} must end with .png: labels are kept without loss')
        if max(self.label.shape) > MOST_SIDE:
            raise UserError(
                f'{self.source or "the photo"} has a side of {max(self.label.shape)} '
                f'pixels, and a JPEG overlay at most {MOST_SIDE}; cut it in pieces')
        paths = os.fspath(path), f'{stem}_overlay.jpg', f'{stem}.json'
        contents = (encode_label(self.label), self._encode_overlay(),
                    json.dumps(self.record(), indent=1).encode() + b'\n')
        for target, content in zip(paths, contents):
            with replace_file(target, sync=False) as temporary:
                with open(temporary, 'wb') as file:
                    file.write(content)
        return paths

    def record(self):
        """What ``NAME.json`` holds.

        Returns:
            dict: ``photo`` (path or None), ``height``, ``width``, ``shares``.
        """
        height, width = self.label.shape
        return {'photo': self.source, 'height': height, 'width': width,
                'shares': self.shares}

    def _encode_overlay(self):
        stream = io.BytesIO()
        Image.fromarray(self.overlay()).save(stream, 'JPEG', quality=_QUALITY)
        return stream.getvalue()
