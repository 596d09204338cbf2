"""Writes the prepared form, whole or not at all."""

from functools import partial
import hashlib
import io
import json
import os

import numpy as np
from PIL import Image

from fashionseg.classes import CLASS_NAMES, N_CLASS, PALETTE
from fashionseg.datasets.data_hash import data_hash
from fashionseg.datasets.prepared import UNREADABLE
from fashionseg.datasets.temporary import temporary_beside
from fashionseg.datasets.workers import map_in_workers
from fashionseg.errors import UserError

# Fair upper guess of one label PNG with its share of the index.
_LABEL_BYTES = 12_000


def write_prepared(out, dataset, source, jobs, read, photo_bytes):
    """Writes a data set in the prepared form.

    Everything goes to a temporary folder beside ``out``, which is renamed at the end;
    after an error or Ctrl-C nothing is left. Photo files are copied byte by byte.

    Args:
        out (str): Folder to make; must not exist.
        dataset (str): ``generated``, ``ccp`` or ``modanet``.
        source (dict): Facts that decide the content, for the index.
        jobs (list of dict): One per photo: ``id``, ``split``, ``path`` of the photo
            file, and whatever ``read`` needs. Picklable.
        read (callable): Job to (label uint8 (H, W), instances dict of class id to
            count); raises UserError naming the photo. At module level.
        photo_bytes (int): Size of all photos, to check the room on the disk.

    Returns:
        str: ``out``.

    Raises:
        UserError: No room on the disk, or a folder that cannot be written.
    """
    needed = photo_bytes + len(jobs) * _LABEL_BYTES
    with temporary_beside(out, needed) as folder:
        _fill(folder, dataset, source, jobs, read)
        # A temporary folder is private; the result is as open as any new folder.
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(folder, 0o777 & ~umask)
        os.rename(folder, out)
    return out


def _fill(folder, dataset, source, jobs, read):
    for name in ('photos', 'labels'):
        os.mkdir(os.path.join(folder, name))
    jobs = sorted(jobs, key=lambda job: job['id'])
    entries = map_in_workers(partial(_write_photo, folder, read), jobs, 'preparing')
    index = {'format': 1, 'dataset': dataset, 'source': source,
             'classes': list(CLASS_NAMES), 'photos': entries}
    index['data_hash'] = data_hash(index)
    with open(os.path.join(folder, 'index.json'), 'w', encoding='utf-8') as f:
        json.dump(index, f, indent=1)
        f.flush()
        os.fsync(f.fileno())


def _write_photo(folder, read, job):
    try:
        with open(job['path'], 'rb') as f:
            photo = f.read()
        with Image.open(io.BytesIO(photo)) as image:
            image.load()
            size = image.size
    except UNREADABLE as e:
        raise UserError(
            f'photo {job["id"]}: {job["path"]} cannot be read ({e}); replace the file '
            'by a good copy') from None
    label, instances = read(job)
    if label.shape != size[::-1]:
        raise UserError(
            f'photo {job["id"]}: {job["path"]} is {size[0]} x {size[1]} pixels, its '
            f'annotation is for {label.shape[1]} x {label.shape[0]}; the photos must '
            'be those that were annotated')
    png = _encode_label(label)
    entry = {'id': job['id'], 'split': job['split'],
             'width': size[0], 'height': size[1]}
    for kind, suffix, data in (('photo', 'jpg', photo), ('label', 'png', png)):
        entry[kind] = f'{kind}s/{job["id"]}.{suffix}'
        entry[kind + '_sha256'] = hashlib.sha256(data).hexdigest()
        with open(os.path.join(folder, entry[kind]), 'wb') as f:
            f.write(data)
    pixels = np.bincount(label.ravel(), minlength=N_CLASS)
    entry['instances'] = {str(c): int(n) for c, n in sorted(instances.items())}
    entry['pixels'] = {str(c): int(n) for c, n in enumerate(pixels) if n}
    return entry


def _encode_label(label):
    image = Image.fromarray(np.ascontiguousarray(label))
    image.putpalette(PALETTE.tobytes())
    stream = io.BytesIO()
    image.save(stream, 'PNG')
    return stream.getvalue()
