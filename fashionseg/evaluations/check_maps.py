import numpy as np


def check_maps(truth, prediction, n_class):
    """Raise ValueError unless both are label maps of one photo.

    Args:
        truth: Integer array (H, W), H and W at least 1, values in [0, n_class - 1].
        prediction: Same shape, same range.
        n_class: Number of classes.
    """
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    if truth.shape != prediction.shape:
        raise ValueError(
            f'truth has shape {truth.shape} but prediction {prediction.shape}')
    for name, label in (('truth', truth), ('prediction', prediction)):
        if label.dtype.kind not in 'iu':
            raise ValueError(f'{name} must hold integers, not {label.dtype}')
        if label.ndim != 2 or label.size == 0:
            raise ValueError(
                f'{name} must be one photo (H, W) with pixels, not {label.shape}')
        low, high = label.min(), label.max()
        if low < 0 or high >= n_class:
            raise ValueError(
                f'{name} has values in [{low}, {high}], outside [0, {n_class - 1}]')
