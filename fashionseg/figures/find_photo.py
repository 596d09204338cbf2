"""From a photo's id to its number."""

import difflib

from fashionseg.errors import UserError


def find_photo(dataset, photo_id):
    """Number of a photo in a split.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): One split.
        photo_id (str): Id of a photo in it.

    Returns:
        int: Its number.

    Raises:
        UserError: The split has no such photo; names a similar id.
    """
    if photo_id in dataset.ids:
        return dataset.ids.index(photo_id)
    near = difflib.get_close_matches(photo_id, dataset.ids, n=1, cutoff=0)
    hint = f'; give an id such as {near[0]}' if near else ''
    raise UserError(f'photo {photo_id} is not in the evaluation part of {dataset.name} '
                    f'({len(dataset)} photos in {dataset.root}){hint}')
