"""The prepared form of a data set: photos, labels and an index of both."""

import hashlib
import io
import os

import cv2
import numpy as np
from PIL import Image

from fashionseg.classes import N_CLASS
from fashionseg.datasets.decode_label import decode_label
from fashionseg.datasets.jpeg_shape import jpeg_shape
from fashionseg.datasets.read_index import read_index
from fashionseg.datasets.split_lists import split_sha256
from fashionseg.errors import UserError

# What Pillow raises on damaged files.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


# Bytes of photos and labels that are kept in memory, in each process that reads them:
# small data sets are decoded once.
_KEPT_BYTES = 1 << 29
_AS_IT_LIES = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION


class PreparedDataset:
    """Photos and labels of one split, read from a folder that ``prepare`` made.

    What was read stays in memory if there is room for all of it.

    Args:
        root (str): The folder with ``index.json``.
        split (str): ``'train'`` or ``'eval'``.

    Attributes:
        ids (list of str): Photo ids in order.
        data_hash (str): Hash of the whole prepared data set.
        split_sha256 (str): Hash of its two id lists, see
            :func:`fashionseg.datasets.split_lists.split_sha256`.
        name (str): ``generated``, ``ccp`` or ``modanet``.
        index (dict): All of ``index.json``.
        kept_bytes (int): Memory of all that is kept, once all of it was read; 0 where
            nothing is.

    Raises:
        UserError: For a missing folder or index, or an index that cannot be read.
    """

    def __init__(self, root, split):
        if split not in ('train', 'eval'):
            raise UserError(f'there is no split {split!r}; take train or eval')
        self.root = root
        self.index = read_index(root)
        self.data_hash = self.index['data_hash']
        self.split_sha256 = split_sha256(self.index['photos'])
        self.name = self.index['dataset']
        self._entries = [p for p in self.index['photos'] if p['split'] == split]
        self.ids = [entry['id'] for entry in self._entries]
        self._kept = {}
        n_byte = sum(4 * entry['width'] * entry['height'] for entry in self._entries)
        self.kept_bytes = n_byte if n_byte <= _KEPT_BYTES else 0

    def __len__(self):
        return len(self._entries)

    def __getstate__(self):
        return dict(self.__dict__, _kept={})  # the photos are not for the workers' pipe

    def __getitem__(self, i):
        """Photo and label ``i``.

        Returns:
            tuple: uint8 (H, W, 3) RGB, and uint8 (H, W) of class ids 0..13, not to be
            written to.

        Raises:
            UserError: Naming the photo, when either file cannot be read, their sizes
                differ, or the label holds another class id.
        """
        if i not in self._kept:
            pair = self._decode(self._entries[i])
            if not self.kept_bytes:
                return pair
            self._kept[i] = pair
        return self._kept[i]

    def _decode(self, entry):
        photo = self._read(entry, 'photo', _decode_photo)
        label = self._read(
            entry, 'label', lambda content: decode_label(content, photo.shape[:2]))
        if label.ndim != 2 or label.dtype != np.uint8:
            raise UserError(
                f'photo {entry["id"]}: {entry["label"]} in {self.root} is not an 8-bit '
                f'palette image; {self._remedy}')
        if photo.shape[:2] != label.shape:
            raise UserError(
                f'photo {entry["id"]}: the photo is {photo.shape[1]} x '
                f'{photo.shape[0]} and its label {label.shape[1]} x {label.shape[0]} '
                f'pixels in {self.root}; {self._remedy}')
        if label.max() >= N_CLASS:
            raise UserError(
                f'photo {entry["id"]}: class id {label.max()} in {entry["label"]} in '
                f'{self.root}, ids end at {N_CLASS - 1}; {self._remedy}')
        return photo, label

    def path(self, i):
        """str: Where photo ``i`` lies."""
        return os.path.join(self.root, self._entries[i]['photo'])

    def _read(self, entry, kind, decode):
        """The pixels of a file; ``decode`` is for those that are as prepared."""
        path = os.path.join(self.root, entry[kind])
        try:
            with open(path, 'rb') as file:
                content = file.read()
            array, digest = None, hashlib.sha256(content).hexdigest()
            if digest == entry.get(f'{kind}_sha256'):
                array = decode(content)
            if array is None:
                with Image.open(io.BytesIO(content)) as image:
                    if kind == 'photo' and image.mode != 'RGB':
                        image = image.convert('RGB')
                    array = np.array(image)
        except UNREADABLE as e:
            raise UserError(
                f'photo {entry["id"]}: {path} cannot be read ({e}); {self._remedy}'
            ) from None
        array.flags.writeable = False
        return array

    @property
    def _remedy(self):
        # Files that are all there would be taken as they are.
        return f'remove {self.root} and prepare the data set again'


def _decode_photo(content):
    """OpenCV decodes the same in less time, but what is damaged too.

    Returns None for what is left to Pillow: all but colours, and what it would refuse.
    """
    height, width, n_channel = jpeg_shape(content) or (0, 0, 0)
    if n_channel != 3 or height * width > Image.MAX_IMAGE_PIXELS:
        return None
    return cv2.imdecode(np.frombuffer(content, np.uint8), _AS_IT_LIES)
