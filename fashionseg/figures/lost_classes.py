"""What nearest neighbour loses."""

import numpy as np

from fashionseg.figures.nearest_scales import SIZES, nearest_scales
from fashionseg.table_2 import INPUT_SIZE


def lost_classes(label):
    """Classes that nearest neighbour has lost at each scale (Section III-C).

    Args:
        label (numpy.ndarray): (224, 224) integer class ids.

    Returns:
        dict: Size in 56, 28, 14, 7, 3, 1 -> tuple of the class ids that have a pixel
        at 224 and none at that size, in order.
    """
    scales = nearest_scales(label)
    present = np.unique(scales[INPUT_SIZE])
    return {size: tuple(int(c) for c in np.setdiff1d(present, scales[size]))
            for size in SIZES}
