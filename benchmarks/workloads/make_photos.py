"""Photos of ModaNet's size on the disk, in the prepared form."""

import os

import cv2

from fashionseg.datasets import PreparedDataset
from fashionseg.datasets.generated import read_generated
from fashionseg.datasets.writer import write_prepared
from fashionseg.transforms import resize_label

REAL = os.path.join('data', 'prepared', 'ccp')
WIDTH, HEIGHT, QUALITY = 400, 600, 90
PHOTO_BYTES = 100_000  # a fair upper guess


def make_photos(folder, n):
    """Writes photos of 400 x 600 pixels with their labels.

    They are photos of Clothing Co-Parsing made smaller, where ``prepare ccp`` made
    that data set in ``data/prepared/ccp``, and drawn by the generator elsewhere.

    Args:
        folder (str): Where to write; a free name.
        n (int): Photos, at most 60.

    Returns:
        tuple: the :class:`fashionseg.datasets.PreparedDataset`, and str, which photos
        these are.
    """
    if os.path.isfile(os.path.join(REAL, 'index.json')):
        name, words, read = 'ccp', 'photos of Clothing Co-Parsing', _read_small
    else:
        name, words, read = 'generated', 'generated photos', read_generated
    jobs = [{'id': f'{k:04d}', 'split': 'train', 'path': f'photo {k}', 'seed': 0,
             'number': k + 1} for k in range(n)]
    write_prepared(folder, name, {'n': n}, jobs, read, n * PHOTO_BYTES)
    return PreparedDataset(folder, 'train'), f'{words}, {WIDTH} x {HEIGHT}'


def _read_small(job):
    photo, label = PreparedDataset(REAL, 'train')[job['number']]
    photo = cv2.resize(photo, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(
        '.jpg', photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes(), resize_label(label, (HEIGHT, WIDTH)), {'instances': {}}
