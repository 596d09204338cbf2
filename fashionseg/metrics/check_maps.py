def check_maps(truth, prediction, n_class, ignore_label=None):
    """Raise ValueError unless both are label maps of one photo.

    Args:
        truth: Integer array (H, W), H and W at least 1, values in [0, n_class - 1].
        prediction: Same shape, same range.
        n_class: Number of classes.
        ignore_label: Value of the truth whose pixels may hold anything; None: there
            is none.

    Raises:
        ValueError: Which map is wrong, how, and what to do.
    """
    if truth.shape != prediction.shape:
        raise ValueError(
            f'truth has shape {truth.shape} but prediction {prediction.shape}; resize '
            'one of them by nearest neighbour')
    for name, label in (('truth', truth), ('prediction', prediction)):
        if label.dtype.kind not in 'iu':
            raise ValueError(f'{name} must hold integers, not {label.dtype}; convert '
                             'it to class ids')
        if label.ndim != 2 or label.size == 0:
            raise ValueError(
                f'{name} must be one photo (H, W) with pixels, not {label.shape}')
        counted = label if ignore_label is None else label[truth != ignore_label]
        if counted.size == 0:
            continue
        # Read as unsigned, a number below zero is a large one.
        if counted.view(counted.dtype.str.replace('i', 'u')).max() >= n_class:
            low, high = counted.min(), counted.max()
            raise ValueError(
                f'{name} has values in [{low}, {high}], outside [0, {n_class - 1}]; '
                'give another number of classes, or a label to ignore')
