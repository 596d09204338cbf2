"""Table I for any prepared data set."""

from fashionseg.classes import CLASS_NAMES


def class_statistics(index):
    """Counts and sizes of every class in each split, in both ways to read Table I.

    The paper says "instances" and "average size of an instance" and not what one
    instance is: an annotated piece, or a photo's whole area of the class.

    Args:
        index (dict): ``index.json`` of a prepared data set.

    Returns:
        dict: split (``'train'``, ``'eval'``) to a dictionary of ``n_photo``, the
        photos of the split, and ``classes``: class name (without the background) to

        * ``annotations`` (int): annotated pieces of the class;
        * ``photos`` (int): photos with at least one of them;
        * ``annotation_size`` (float, percent of the photo's area, None without any):
          mean over annotations;
        * ``photo_size`` (the same): mean over the photos with the class of the area
          that the class has in the photo.

        Areas are of visible pixels: what another class hides does not count. The
        pixels of a class in a photo are divided evenly among its annotations there.
    """
    statistics = {}
    for split in ('train', 'eval'):
        photos = [photo for photo in index['photos'] if photo['split'] == split]
        statistics[split] = {
            'n_photo': len(photos),
            'classes': {name: _count(photos, str(class_id))
                        for class_id, name in enumerate(CLASS_NAMES) if class_id > 0}}
    return statistics


def _count(photos, key):
    n_annotation = n_photo = 0
    percent = 0.0
    for photo in photos:
        here = photo['instances'].get(key, 0)
        if here:
            n_annotation += here
            n_photo += 1
            # n annotations of the mean size pixels / n add up to pixels.
            area = photo['width'] * photo['height']
            percent += 100 * photo['pixels'].get(key, 0) / area
    return {'annotations': n_annotation, 'photos': n_photo,
            'annotation_size': percent / n_annotation if n_annotation else None,
            'photo_size': percent / n_photo if n_photo else None}
