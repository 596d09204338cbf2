"""The index of a prepared data set, checked."""

import os

from fashionseg.errors import UserError
from fashionseg.files import read_json

_TYPES = {'format': int, 'dataset': str, 'data_hash': str, 'source': dict,
          'classes': list, 'photos': list}


def read_index(root):
    """Reads ``index.json`` of a prepared data set.

    Args:
        root (str): Its folder.

    Returns:
        dict: The index. Each of its ``photos`` has an ``id``, a ``split``, a size, its
        counts, and the names of two files that lie below ``root``.

    Raises:
        UserError: The file is missing or damaged, of another version, or names files
            elsewhere.
    """
    path = os.path.join(root, 'index.json')
    try:
        index = read_json(path)
    except OSError as e:
        raise UserError(
            f'no prepared data set in {root} ({e.strerror}: index.json); make one with '
            'fashionseg prepare') from None
    except ValueError as e:
        raise UserError(
            f'{path} is damaged (not JSON: {e}); remove {root} and prepare it again'
        ) from None
    if not isinstance(index, dict) or index.get('format') != 1 or any(
            not isinstance(index.get(key), kind) for key, kind in _TYPES.items()):
        raise UserError(
            f'{path} is not an index of this version; remove {root} and prepare it '
            'again')
    for k, photo in enumerate(index['photos']):
        try:
            _check(photo)
        except (AttributeError, KeyError, TypeError, ValueError) as e:
            raise UserError(f'{path} is damaged (photo {k}: {type(e).__name__}: {e}); '
                            f'remove {root} and prepare it again') from None
    return index


def _check(photo):
    if not isinstance(photo['id'], str):
        raise TypeError('its id is no text')
    if photo['split'] not in ('train', 'eval'):
        raise ValueError(f'there is no split {photo["split"]!r}')
    for kind in ('photo', 'label'):
        name = photo[kind]
        if os.path.isabs(name) or '..' in name.split('/') or '\0' in name:
            raise ValueError(f'{name!r} does not lie in this folder')
    numbers = [photo['width'], photo['height'], *photo['instances'].values(),
               *photo['pixels'].values()]
    if not all(type(number) is int and number >= 0 for number in numbers) or (
            not photo['width'] * photo['height']):
        raise ValueError('a size or a count is no whole number')
