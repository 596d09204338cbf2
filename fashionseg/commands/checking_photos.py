"""Photos on which an exported network is compared with the original."""

import io

import numpy as np

from fashionseg.commands.find_photos import find_photos
from fashionseg.commands.find_prepared import find_prepared
from fashionseg.datasets.generated import read_generated
from fashionseg.parsing import read_photo
from fashionseg.transforms import to_network_input


def checking_photos(folder, data, data_hash, n_photo):
    """Takes photos from a folder, else of the data set of the run, else made-up ones.

    Args:
        folder (str or None): Folder of photos.
        data (str): Folder of the prepared data sets.
        data_hash (str): Of the data that the network was trained on.
        n_photo (int): How many at most, >= 1.

    Returns:
        tuple: float32 (N, 3, 224, 224), RGB in [0, 1], and words on where they are
        from.

    Raises:
        UserError: A photo cannot be read, or the folder has none.
    """
    held_out = None if folder else find_prepared(data, data_hash)
    if folder:
        photos = [read_photo(photo.path)
                  for photo in find_photos([folder])[:n_photo]]
        words = f'photos of {folder}'
    elif held_out:
        photos = [held_out[i][0] for i in range(min(n_photo, len(held_out)))]
        words = f'held-out photos of {held_out.name}'
    else:
        jobs = ({'seed': 0, 'number': number} for number in range(1, n_photo + 1))
        photos = [read_photo(io.BytesIO(read_generated(job)[0])) for job in jobs]
        words = f'generated photos, since no data set in {data} is that of the run'
    return np.stack([to_network_input(photo) for photo in photos]), words
