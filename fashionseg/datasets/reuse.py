"""Prepared data that is there already is not made again."""

import os

from fashionseg.datasets.data_hash import data_hash
from fashionseg.datasets.prepared import PreparedDataset
from fashionseg.errors import UserError


def holds_prepared(out, dataset, source):
    """Whether ``out`` holds this prepared data already.

    Args:
        out (str): A folder, or a name that is still free.
        dataset (str), source (dict): As in the index.

    Returns:
        bool: False when the name is free or the folder empty.

    Raises:
        UserError: When ``out`` holds anything else, or part of the data is gone.
    """
    if not os.path.lexists(out) or os.path.isdir(out) and not os.listdir(out):
        return False
    other = UserError(f'{out} exists and holds other data; remove it or give another '
                      '--out')
    if not os.path.isfile(os.path.join(out, 'index.json')):
        raise other
    index = PreparedDataset(out, 'train').index
    if index['dataset'] != dataset or index['source'] != source:
        raise other
    files = [os.path.join(out, p[key]) for p in index['photos']
             for key in ('photo', 'label')]
    if index['data_hash'] != data_hash(index) or not all(map(os.path.isfile, files)):
        raise UserError(f'{out} is damaged; remove it and prepare it again')
    return True
