"""What messages call a photo."""


def photo_name(dataset, index):
    """The id of a photo and where it lies.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): With ``ids`` and ``path``.
        index (int): Position of the photo in it.

    Returns:
        str: As in ``photo 17 (data/prepared/ccp/photos/17.jpg)``.
    """
    return f'photo {dataset.ids[index]} ({dataset.path(index)})'
