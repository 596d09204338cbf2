"""Table I for any prepared data set."""

from fashionseg.classes import CLASS_NAMES


def class_statistics(index):
    """Counts and sizes of every class in each split, as Table I has them.

    Args:
        index (dict): ``index.json`` of a prepared data set.

    Returns:
        dict: split (``'train'``, ``'eval'``) to class name (without the background) to
        ``instances`` (annotations), ``photos`` (that have an annotation of the class)
        and ``size`` (mean size of an instance in percent of its photo's area, over
        instances; None without any).

        The size of an instance is its share of the class's visible pixels in the
        photo, divided evenly among the photo's instances of the class.
    """
    return {split: {name: _count([p for p in index['photos'] if p['split'] == split],
                                 str(class_id))
                    for class_id, name in enumerate(CLASS_NAMES) if class_id > 0}
            for split in ('train', 'eval')}


def _count(photos, key):
    instances = n_photo = 0
    percent = 0.0
    for photo in photos:
        here = photo['instances'].get(key, 0)
        if here:
            instances += here
            n_photo += 1
            # n instances of the mean size pixels / n add up to pixels.
            area = photo['width'] * photo['height']
            percent += 100 * photo['pixels'].get(key, 0) / area
    return {'instances': instances, 'photos': n_photo,
            'size': percent / instances if instances else None}
