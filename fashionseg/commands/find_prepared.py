"""The prepared photos that a run was trained on."""

import glob
import os

from fashionseg.datasets import PreparedDataset
from fashionseg.errors import UserError


def find_prepared(data, data_hash):
    """Looks for the prepared data set with a hash.

    Args:
        data (str): Folder of the prepared data sets, or of one.
        data_hash (str): Of the data that a run was trained on.

    Returns:
        fashionseg.datasets.PreparedDataset or None: Its evaluation part; None when no
        data set there has this hash.
    """
    place = glob.escape(data)
    for path in sorted(glob.glob(os.path.join(place, 'index.json'))
                       + glob.glob(os.path.join(place, '*', 'index.json'))):
        try:
            held_out = PreparedDataset(os.path.dirname(path), 'eval')
        except UserError:
            continue  # a damaged one may not be the one that is looked for
        if held_out.data_hash == data_hash and len(held_out):
            return held_out
    return None
