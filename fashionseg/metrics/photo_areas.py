import numpy as np


def photo_areas(truth, prediction, n_pixel, n_class):
    """Areas of intersection and union of every class in one photo.

    They are the numerator and denominator of Eq. 9.

    Args:
        truth: Integer array (N,), class in the truth of N parts of the photo.
        prediction: Same shape, their class in the prediction.
        n_pixel: Same shape, their pixels; the parts are the photo, without overlap.
        n_class: Number of classes.

    Returns:
        Two int64 arrays (n_class,), in pixels. The union is 0 where the class is
        in neither map.
    """
    right = truth == prediction
    intersection = _sums(truth[right], n_pixel[right], n_class)
    union = (_sums(truth, n_pixel, n_class) + _sums(prediction, n_pixel, n_class)
             - intersection)
    return intersection, union


def _sums(label, n_pixel, n_class):
    # float64 sums whole numbers exactly up to 2**53.
    return np.bincount(label, n_pixel, n_class).astype(np.int64)
