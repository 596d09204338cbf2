"""Clothing Co-Parsing (CCP): photos with a tag for every pixel."""

import os

import numpy as np

from fashionseg.datasets.ccp_tags import CCP_TAGS
from fashionseg.datasets.read_mat import read_mat
from fashionseg.errors import UserError

_HINT = 'give --ccp-root a git clone of clothing-co-parsing'
# Bytes of the files, unpacked: those of CCP hold a twentieth of it.
_MOST_TAGS, _MOST_PIXELS = 100_000, 10_000_000


def list_ccp(root):
    """The annotated photos of a clone of CCP, as jobs for the writer.

    Args:
        root (str): Holds ``photos/*.jpg``, ``annotations/pixel-level/*.mat`` and
            ``label_list.mat`` (there or in ``annotations``).

    Returns:
        list of dict: ``id``, ``path``, ``annotation`` (path), ``classes`` (tuple: the
        class id of each tag number), one per annotated photo, sorted by id.

    Raises:
        UserError: For a missing part, a damaged or unknown list of tags, or an
            annotation without its photo.
    """
    classes = _read_tags(root)
    folder = os.path.join(root, 'annotations', 'pixel-level')
    names = _list(folder, '.mat')
    photos = os.path.join(root, 'photos')
    there = set(_list(photos, '.jpg'))
    for name in names:
        if name not in there:
            raise UserError(
                f'photo {name}: {photos} has no {name}.jpg, but it is annotated; '
                f'{_HINT}')
    return [{'id': name, 'path': os.path.join(photos, name + '.jpg'),
             'annotation': os.path.join(folder, name + '.mat'), 'classes': classes}
            for name in names]


def read_ccp(job):
    """A photo with its label, for the writer.

    Args:
        job (dict): One of :func:`list_ccp`.

    Returns:
        tuple: bytes of the photo file; its label, uint8 (H, W) of class ids; dict with
        ``instances``, 1 for the id of each class in the photo (CCP does not tell one
        instance from another).

    Raises:
        OSError: When the photo cannot be read.
        UserError: When the annotation cannot.
    """
    with open(job['path'], 'rb') as f:
        photo = f.read()
    label, instances = read_ccp_label(job)
    return photo, label, {'instances': instances}


def read_ccp_label(job):
    """Label and instance counts of one job of :func:`list_ccp`.

    Returns:
        tuple: uint8 (H, W) of class ids; dict of class id to 1 for each class in the
        photo (CCP does not tell one instance from another).
    """
    tags = _load(job['annotation'], 'groundtruth', _MOST_PIXELS)
    if tags.ndim != 2 or tags.size == 0 or tags.dtype.kind not in 'iu':
        raise UserError(f'photo {job["id"]}: {job["annotation"]} holds no map of tag '
                        f'numbers; {_HINT}')
    if tags.min() < 0 or tags.max() >= len(job['classes']):
        raise UserError(
            f'photo {job["id"]}: {job["annotation"]} has tag number {tags.max()}, the '
            f'list of tags ends at {len(job["classes"]) - 1}; {_HINT}')
    label = np.array(job['classes'], np.uint8)[tags]
    return label, {int(c): 1 for c in np.unique(label) if c > 0}


def _list(folder, suffix):
    try:
        names = sorted(name[:-len(suffix)] for name in os.listdir(folder)
                       if name.endswith(suffix))
    except OSError as e:
        raise UserError(f'{folder} cannot be read ({e.strerror}); {_HINT}') from None
    if not names:
        raise UserError(f'{folder} has no {suffix} files; {_HINT}')
    return names


def _load(path, key, most):
    try:
        return read_mat(path, key, most)
    except Exception as e:
        # SciPy raises whatever a damaged file makes its parser meet.
        raise UserError(
            f'{path} is damaged ({type(e).__name__}: {e}); {_HINT}') from None


def _read_tags(root):
    if not os.path.isdir(root):
        raise UserError(f'there is no folder {root}; {_HINT}')
    places = [os.path.join(root, 'label_list.mat'),
              os.path.join(root, 'annotations', 'label_list.mat')]
    path = next((p for p in places if os.path.isfile(p)), None)
    if path is None:
        raise UserError(f'{root} has no label_list.mat; {_HINT}')
    classes = []
    for cell in _load(path, 'label_list', _MOST_TAGS).ravel():
        tag = str(np.ravel(cell)[0]) if np.size(cell) else 'null'
        if tag not in CCP_TAGS:
            raise UserError(f'{path} has the unknown tag {tag!r}; {_HINT}')
        classes.append(CCP_TAGS[tag])
    return tuple(classes)
