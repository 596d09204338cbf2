"""The photo of Figure 3."""

from fashionseg.figures.lost_classes import lost_classes
from fashionseg.table_2 import INPUT_SIZE
from fashionseg.transforms.resize import resize_label


def choose_pooling_photo(dataset, show=lambda items: items):
    """Finds the photo in which nearest neighbour loses the most.

    Args:
        dataset (fashionseg.datasets.PreparedDataset): Photos with labels.
        show (callable): Wraps the iterable of numbers, as a progress bar does.

    Returns:
        int: Number of the photo with the most lost classes, summed over the six
        scales; the first of several.
    """
    def n_lost(i):
        label = resize_label(dataset[i][1], (INPUT_SIZE, INPUT_SIZE))
        return sum(len(lost) for lost in lost_classes(label).values())

    return max(show(range(len(dataset))), key=n_lost)
