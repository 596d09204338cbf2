import numpy as np


def iou_of_areas(intersection, union):
    """|T n L| / |T u L| per class (Eq. 9, of one photo or pooled over many).

    Args:
        intersection: Integer array (n_class,), pixels.
        union: Same shape, pixels.

    Returns:
        float64 array (n_class,) in [0, 1]; NaN where the union is empty, so that a
        class in neither map is told from one that was missed (0).
    """
    return np.where(union > 0, intersection / np.maximum(union, 1), np.nan)
