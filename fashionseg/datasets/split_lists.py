"""The split as two lists of photo ids, and their hash."""

import hashlib


def split_lists(photos):
    """Texts of the two lists: a heading, then the sorted ids, one a line.

    Args:
        photos (iterable of dict): With ``id`` and ``split`` ('train' or 'eval').

    Returns:
        dict: 'train' and 'eval' -> str.
    """
    ids = {'train': [], 'eval': []}
    for photo in photos:
        ids[photo['split']].append(photo['id'])
    return {split: ''.join(f'{line}\n' for line in [f'# {split}', *sorted(of_split)])
            for split, of_split in ids.items()}


def split_sha256(photos):
    """SHA-256 of the list for training followed by the list for evaluation.

    ``cat train.txt eval.txt | sha256sum`` gives the same. Every result carries it, so
    that scores on two different splits are never taken for comparable.

    Args:
        photos (iterable of dict): As in :func:`split_lists`.

    Returns:
        str: 64 hexadecimal digits.
    """
    lists = split_lists(photos)
    return hashlib.sha256((lists['train'] + lists['eval']).encode()).hexdigest()
