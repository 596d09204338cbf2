import numpy as np


def photo_areas(truth, prediction, n_class):
    """Areas of intersection and union of every class in one photo.

    They are the numerator and denominator of Eq. 9.

    Args:
        truth: Integer array (H, W), values in [0, n_class - 1].
        prediction: Same shape, same range.
        n_class: Number of classes.

    Returns:
        Two int64 arrays (n_class,), in pixels. The union is 0 where the class is
        in neither map.
    """
    joint = np.asarray(truth, np.intp) * n_class + prediction
    confusion = np.bincount(joint.ravel(), minlength=n_class ** 2)
    confusion = confusion.reshape(n_class, n_class)
    intersection = confusion.diagonal().astype(np.int64)
    union = confusion.sum(axis=0) + confusion.sum(axis=1) - intersection
    return intersection, union
