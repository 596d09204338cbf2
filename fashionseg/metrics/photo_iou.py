import numpy as np

from fashionseg.metrics.iou_of_areas import iou_of_areas
from fashionseg.metrics.pair_counts import PairCounts
from fashionseg.metrics.photo_areas import photo_areas


def photo_iou(truth, prediction, n_class):
    """IoU of every class in one photo: the term under the sum of Eq. 9.

    Args:
        truth: Integer array (H, W), values in [0, n_class - 1].
        prediction: Same shape, same range.
        n_class: Number of classes.

    Returns:
        float64 array (n_class,) in [0, 1]. A class in one of the two only has 0, a
        class in neither NaN.
    """
    pairs = PairCounts.of(np.asarray(truth), np.asarray(prediction))
    return iou_of_areas(*photo_areas(pairs.a, pairs.b, pairs.n_pixel, n_class))
