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
    # float64 sums whole numbers exactly up to 2**53.
    confusion = np.bincount(truth * n_class + prediction, n_pixel, n_class ** 2)
    confusion = confusion.astype(np.int64).reshape(n_class, n_class)
    intersection = confusion.diagonal()
    union = confusion.sum(axis=0) + confusion.sum(axis=1) - intersection
    return intersection, union
