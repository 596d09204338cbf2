"""Conventional scaling of a label: the other half of Fig. 3."""

from fashionseg.table_2 import INPUT_SIZE, TABLE_2
from fashionseg.transforms.resize import resize_label

SIZES = tuple(TABLE_2[f'P{i}'].size for i in range(6))


def nearest_scales(label):
    """Scales a label down step by step by nearest neighbour.

    Each scale is made from the one before, as in Fig. 3. OpenCV's nearest neighbour
    takes the first pixel of each cell, as Eq. 6's labels do.

    Args:
        label (numpy.ndarray): (224, 224) integer class ids.

    Returns:
        dict: Size in 224, 56, 28, 14, 7, 3, 1 -> (size, size) uint8 class ids.
    """
    scales = {INPUT_SIZE: resize_label(label, (INPUT_SIZE, INPUT_SIZE))}
    for size in SIZES:
        label = scales[size] = resize_label(label, (size, size))
    return scales
