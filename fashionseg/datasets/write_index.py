"""The index and the id lists of a prepared data set."""

import json
import os

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.data_hash import data_hash
from fashionseg.datasets.split_lists import split_lists


def write_index(folder, dataset, source, entries, split, **findings):
    """Writes ``index.json``, ``train.txt`` and ``eval.txt`` beside the photos.

    Photos in neither part are removed.

    Args:
        folder (str): With ``photos`` and ``labels`` in it.
        dataset (str): ``generated``, ``ccp`` or ``modanet``.
        source (dict): Facts that decide the content.
        entries (dict): Photo id to its entry, without ``split``.
        split (dict): Photo id to ``'train'`` or ``'eval'``, for some of the entries.
        **findings (dict): More of the index.
    """
    photos = [{'id': i, 'split': split[i], **entries[i]} for i in sorted(split)]
    index = {'format': 1, 'dataset': dataset, 'source': source,
             'classes': list(CLASS_NAMES), 'photos': photos, **findings}
    index['data_hash'] = data_hash(index)
    for kind in ('photo', 'label'):
        wanted = {os.path.basename(photo[kind]) for photo in photos}
        place = os.path.join(folder, kind + 's')
        for name in set(os.listdir(place)) - wanted:
            os.remove(os.path.join(place, name))
    for part, text in split_lists(photos).items():
        # Bytes, so that the lists and their hash are the same everywhere.
        with open(os.path.join(folder, f'{part}.txt'), 'wb') as f:
            f.write(text.encode())
    with open(os.path.join(folder, 'index.json'), 'w', encoding='utf-8') as f:
        json.dump(index, f, indent=1)
        f.flush()
        os.fsync(f.fileno())
