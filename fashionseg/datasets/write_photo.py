"""One photo with its label, as files of the prepared form."""

import hashlib
import os

import numpy as np

from fashionseg.classes import N_CLASS
from fashionseg.datasets.encode_label import encode_label
from fashionseg.datasets.photo_size import photo_size


def write_photo(folder, read, job):
    """Writes a photo, byte by byte as it was, and its label.

    Args:
        folder (str): With ``photos`` and ``labels`` in it.
        read (callable): Job to the bytes of the photo, its label uint8 (H, W), and a
            dict of facts for the index, ``instances`` (class id to count) among them;
            raises OSError when the photo cannot be read.
        job (dict): ``id``; ``path``, the place that messages name; what ``read``
            needs; ``entry``, what an earlier call noted of the photo, or None.

    Returns:
        dict: The photo's entry in the index, without ``split``; the noted one when
        both files are still as it says. For a photo that cannot be used ``id``,
        ``left_out`` ('unreadable' or 'other_size'), and ``message``, which says why.
    """
    names = {'photo': f'photos/{job["id"]}.jpg', 'label': f'labels/{job["id"]}.png'}
    if job['entry'] is not None and _is_there(folder, job['entry'], names):
        return job['entry']
    place = f'photo {job["id"]} ({job["path"]})'
    try:
        photo, label, facts = read(job)
        size = photo_size(photo)
    except OSError as e:
        return {'id': job['id'], 'left_out': 'unreadable', 'message':
                f'{place} cannot be read ({e}); replace it by a good copy'}
    if label.shape != size[::-1]:
        return {'id': job['id'], 'left_out': 'other_size', 'message':
                f'{place} is {size[0]} x {size[1]} pixels, its annotation is for '
                f'{label.shape[1]} x {label.shape[0]}; the photos must be those that '
                'were annotated'}
    pixels = np.bincount(label.ravel(), minlength=N_CLASS)
    entry = {'id': job['id'], 'width': size[0], 'height': size[1], **facts,
             'instances': {str(c): n for c, n in sorted(facts['instances'].items())},
             'pixels': {str(c): int(n) for c, n in enumerate(pixels) if n}}
    for kind, data in (('photo', photo), ('label', encode_label(label))):
        entry[kind] = names[kind]
        entry[kind + '_sha256'] = hashlib.sha256(data).hexdigest()
        with open(os.path.join(folder, entry[kind]), 'wb') as f:
            f.write(data)
    return entry


def _is_there(folder, entry, names):
    try:
        for kind, name in names.items():
            with open(os.path.join(folder, name), 'rb') as f:
                digest = hashlib.sha256(f.read()).hexdigest()
            if (entry[kind], entry[kind + '_sha256']) != (name, digest):
                return False
    except (KeyError, OSError):
        return False
    return True
