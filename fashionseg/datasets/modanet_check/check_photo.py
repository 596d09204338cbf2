"""One photo and its annotations."""

from pycocotools import mask as coco_mask

from fashionseg.datasets.modanet.annotation_code import annotation_code
from fashionseg.datasets.modanet.open_photos import open_photos
from fashionseg.datasets.modanet_check.measure_overlaps import measure_overlaps
from fashionseg.datasets.photo_size import photo_size


def check_photo(photos_path, job):
    """Looks at a photo to its end and at all of its annotations.

    Args:
        photos_path (str): Where the photos are; None leaves them unseen.
        job (dict): From :func:`~fashionseg.datasets.modanet_check.check_document.
            check_document`.

    Returns:
        tuple: list of (kind of fault, dict of ``photo``, ``annotation``, ``why``);
        the overlaps of :func:`~fashionseg.datasets.modanet_check.measure_overlaps.
        measure_overlaps`.
    """
    faults = [] if photos_path is None else _check_file(photos_path, job)
    height, width = job['height'], job['width']
    codes = []
    for annotation in job['annotations']:
        name = {'annotation': annotation['id'], 'photo': job['id']}
        segmentation = annotation['segmentation']
        try:
            code = annotation_code(segmentation, height, width)
        except ValueError as e:
            faults.append(('unreadable_segmentations', {**name, 'why': str(e)}))
            continue
        codes.append((annotation['category_id'], code))
        outside = _farthest_outside(segmentation, height, width)
        if outside > 0:
            why = f'by {outside:g} pixels'
            faults.append(('polygons_outside', {**name, 'why': why}))
        elif not coco_mask.area(code):
            faults.append(('empty_segmentations', name))
    return faults, measure_overlaps(codes)


def _check_file(path, job):
    name = {'photo': job['id']}
    try:
        photo = open_photos(path).get(job['photo_id'], job['file_name'])
        if photo is None:
            return [('missing_photos', name)]
        size = photo_size(photo)
    except OSError as e:
        return [('unreadable_photos', {**name, 'why': str(e)})]
    if size != (job['width'], job['height']):
        return [('other_sizes', {
            **name, 'why': f'{size[0]} x {size[1]} for {job["width"]} x '
                           f'{job["height"]}'})]
    return []


def _farthest_outside(segmentation, height, width):
    """Pixels by which a corner is outside the photo, 0 when none is."""
    if isinstance(segmentation, dict):
        return 0
    return max((max(-polygon.min(), (polygon[::2] - width).max(),
                    (polygon[1::2] - height).max())
                for polygon in segmentation if polygon.size > 1), default=0)
