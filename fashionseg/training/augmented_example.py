"""One augmented photo, the same wherever and whenever it is made."""

import hashlib

import numpy as np

from fashionseg.errors import UserError
from fashionseg.training.photo_name import photo_name


def augmented_example(dataset, transform, seed, epoch, index):
    """Reads and augments one photo.

    Every random number comes from (seed, epoch, photo id): the order of the photos,
    the number of workers and the rest of the data set change nothing.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): Where the photo comes from.
        transform (callable): ``(photo, label, rng) -> (x, t)``.
        seed (int): Seed of the run, >= 0.
        epoch (int): Number of the epoch, from 0.
        index (int): Position of the photo in ``dataset``.

    Returns:
        tuple: x (3, 224, 224) float32 in [0, 1] and t (224, 224) int32.

    Raises:
        UserError: The photo or its label cannot be used, or the transform failed; the
            message names the photo.
    """
    photo_id = dataset.ids[index].encode()
    key = int.from_bytes(hashlib.sha256(photo_id).digest()[:8], 'little')
    rng = np.random.default_rng([seed, epoch, key])
    try:
        return transform(*dataset[index], rng)
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            f'{photo_name(dataset, index)} cannot be augmented '
            f'({type(error).__name__}: {error}); look at it, and where it is damaged '
            'remove its data set and prepare it again') from error
