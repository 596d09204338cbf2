"""Label pooling at every scale: the proposed half of Fig. 3."""

import numpy as np

from fashionseg.classes import N_CLASS
from fashionseg.figures.nearest_scales import SIZES
from fashionseg.functions.label_pooling import label_pooling
from fashionseg.table_2 import INPUT_SIZE


def pooled_scales(label):
    """Where each class of a label lies at each scale (Section III-C).

    Args:
        label (numpy.ndarray): (224, 224) integer class ids.

    Returns:
        dict: Size in 224, 56, 28, 14, 7, 3, 1 -> (14, size, size) intp, 1 where the
        class lies in the cell, else 0.
    """
    one_hot = np.arange(N_CLASS)[:, None, None] == label
    levels = label_pooling(np.asarray(label)[None], N_CLASS)
    scales = {INPUT_SIZE: one_hot}
    scales.update((size, levels[i][0]) for i, size in enumerate(SIZES, 1))
    return {size: presence.astype(np.intp) for size, presence in scales.items()}
