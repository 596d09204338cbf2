"""ModaNet's annotations, checked and in little memory."""

from fashionseg.classes import N_CLASS
from fashionseg.datasets.modanet.annotation_code import annotation_code
from fashionseg.datasets.modanet.read_document import TRAIN_JSON, read_document
from fashionseg.datasets.modanet.read_image import read_image
from fashionseg.datasets.modanet.read_polygons import read_polygons
from fashionseg.errors import UserError


def read_annotations(path):
    """Photos with their annotations of a ModaNet-like JSON.

    Category ids decide the class, never the names: copies of ModaNet with other names
    are about.

    Args:
        path (str): ``modanet2018_instances_train.json`` or one of its form.

    Returns:
        list of dict: One per photo, in the order of the file: ``id`` (str, the file
        name without its suffix), ``photo_id`` (the number in the file),
        ``file_name``, ``width``, ``height``, and ``annotations``, a list of dicts with
        ``id``, ``category_id`` (1..13) and ``segmentation``: float64 arrays x1, y1,
        ... for polygons, or a run-length code.

    Raises:
        UserError: For a file that is not such a JSON or has no annotations, an
            unknown category id, an annotation without a photo, or a segmentation that
            cannot be read.
    """
    content = read_document(path)
    if not content['annotations']:
        raise UserError(
            f'{path} has no annotations (the official validation file of ModaNet has '
            f'none); give {TRAIN_JSON}')
    try:
        return _make_jobs(content, path)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as e:
        raise UserError(
            f'{path} is not of COCO\'s form ({type(e).__name__}: {e}); take an '
            'undamaged copy') from None


def _make_jobs(content, path):
    jobs = {job['photo_id']: job for job in map(read_image, content['images'])}
    if len({job['id'] for job in jobs.values()}) < len(content['images']):
        raise UserError(f'{path} names a photo twice; take an undamaged copy')
    # From the end, so that the lists of numbers go while the arrays come.
    annotations = content['annotations']
    while annotations:
        _add(jobs, annotations.pop(), path)
    for job in jobs.values():
        job['annotations'].reverse()
    return list(jobs.values())


def _add(jobs, annotation, path):
    name = f'annotation {annotation.get("id", "without id")} in {path}'
    category = annotation.get('category_id')
    if category not in range(1, N_CLASS):
        raise UserError(
            f'{name}: category id {category} is none of ModaNet\'s 1..{N_CLASS - 1}; '
            'correct or remove it')
    image = annotation.get('image_id')
    if image not in jobs:
        raise UserError(f'{name}: there is no image {image}; correct or remove it')
    if 'segmentation' not in annotation:
        raise UserError(f'{name}: it has no segmentation; correct or remove it')
    job = jobs[image]
    try:
        segmentation = _check(annotation['segmentation'], job['height'], job['width'])
    except ValueError as e:
        raise UserError(f'{name}: its segmentation cannot be read ({e}); correct or '
                        'remove it') from None
    job['annotations'].append({
        'id': annotation.get('id'), 'category_id': int(category),
        'segmentation': segmentation})


def _check(segmentation, height, width):
    if isinstance(segmentation, dict):
        annotation_code(segmentation, height, width)
        return segmentation
    return read_polygons(segmentation, height, width)
