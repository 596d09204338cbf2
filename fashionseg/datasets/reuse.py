"""Prepared data that is there already is not made again."""

import os

from fashionseg.datasets.data_hash import data_hash
from fashionseg.datasets.prepared import PreparedDataset
from fashionseg.datasets.split_lists import split_lists
from fashionseg.errors import UserError


def holds_prepared(out, dataset, facts):
    """Whether ``out`` holds this prepared data already.

    Args:
        out (str): A folder, or a name that is still free.
        dataset (str): As in the index.
        facts (dict): What its source has to say, at least.

    Returns:
        bool: False when the name is free or the folder empty.

    Raises:
        UserError: When ``out`` holds anything else, or part of the data is gone.
    """
    if not os.path.lexists(out) or os.path.isdir(out) and not os.listdir(out):
        return False
    other = f'{out} exists and holds other data'
    hint = '; remove it or choose another folder'
    if not os.path.isfile(os.path.join(out, 'index.json')):
        raise UserError(other + hint)
    index = PreparedDataset(out, 'train').index
    if index['dataset'] != dataset:
        raise UserError(f'{other} ({index["dataset"]}){hint}')
    for key, value in facts.items():
        if index['source'].get(key) != value:
            raise UserError(f'{other} (not the same {key}){hint}')
    files = [os.path.join(out, p[key]) for p in index['photos']
             for key in ('photo', 'label')]
    if (index['data_hash'] != data_hash(index) or not all(map(os.path.isfile, files))
            or not _lists_are_right(out, index)):
        raise UserError(f'{out} is damaged; remove it and prepare it again')
    return True


def _lists_are_right(out, index):
    for part, text in split_lists(index['photos']).items():
        path = os.path.join(out, f'{part}.txt')
        # Folders of the first version have no lists.
        if os.path.exists(path):
            with open(path, 'rb') as f:
                if f.read() != text.encode():
                    return False
    return True
