import numpy as np

from fashionseg.metrics.check_maps import check_maps
from fashionseg.metrics.component_overlaps import ComponentOverlaps
from fashionseg.metrics.iou_plus_of_overlaps import iou_plus_of_overlaps


def photo_iou_plus(truth, prediction, n_class, connectivity=4):
    """IoU+ of every class in one photo: the term under the sum of Eq. 13.

    Args:
        truth: Integer array (H, W), values in [0, n_class - 1].
        prediction: Same shape, same range.
        n_class: Number of classes.
        connectivity: 4 or 8. The paper does not say; 4 is SciPy's default.

    Returns:
        float64 array (n_class,) in [0, 1], see
        :func:`~fashionseg.metrics.iou_plus_of_overlaps.iou_plus_of_overlaps`.

    Raises:
        ValueError: For other shapes, types or values.
    """
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    check_maps(truth, prediction, n_class)
    overlaps = ComponentOverlaps.of(truth, prediction, connectivity)
    return iou_plus_of_overlaps(overlaps, n_class)
