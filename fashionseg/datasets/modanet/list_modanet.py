"""ModaNet: one COCO JSON of polygons and a folder of photos."""

import json
import os

import numpy as np
from pycocotools import mask as coco_mask

from fashionseg.classes import N_CLASS
from fashionseg.errors import UserError


def list_modanet(json_path, photo_folder):
    """Photos and annotations of a ModaNet-like JSON, as jobs for the writer.

    Category ids decide the class, never the names: copies of ModaNet with other names
    are about.

    Args:
        json_path (str): ``modanet2018_instances_train.json`` or one of its form.
        photo_folder (str): Folder of the photos that it names.

    Returns:
        tuple: list of dict (``id``, ``path``, ``width``, ``height``,
        ``annotations``), one per photo that is there; list of str, the ids of the
        photos that are not.

    Raises:
        UserError: For a file that is not such a JSON or has no annotations, an
            unknown category id, an annotation without a photo, or no photo at all.
    """
    content = _read(json_path)
    try:
        jobs = _make_jobs(content, photo_folder, json_path)
    except (AttributeError, KeyError, TypeError) as e:
        raise UserError(
            f'{json_path} is not of COCO\'s form ({type(e).__name__}: {e}); take an '
            'undamaged copy') from None
    if not os.path.isdir(photo_folder):
        raise UserError(
            f'there is no photo folder {photo_folder}; give --modanet-photos')
    there = [job for job in jobs if os.path.isfile(job['path'])]
    missing = sorted({job['id'] for job in jobs} - {job['id'] for job in there})
    if not there:
        raise UserError(
            f'none of the {len(jobs)} photos that {json_path} names is in '
            f'{photo_folder} (the first is {missing[0]}); give --modanet-photos')
    return there, missing


def read_modanet_label(job):
    """Label and instance counts of one job of :func:`list_modanet`.

    The annotation with the larger mask is painted first, the smaller over it, so that
    a belt stays visible on a dress; equal ones in the order of the file.

    Returns:
        tuple: uint8 (height, width); dict of class id to number of annotations.
    """
    height, width = job['height'], job['width']
    label = np.zeros((height, width), np.uint8)
    instances, masks = {}, []
    for annotation in job['annotations']:
        category = annotation['category_id']
        instances[category] = instances.get(category, 0) + 1
        masks.append((category, _mask(annotation, height, width, job['id'])))
    for category, mask in sorted(masks, key=lambda m: -int(m[1].sum())):
        label[mask] = category
    return label, instances


def _read(path):
    try:
        with open(path, 'rb') as f:
            text = f.read()
    except OSError as e:
        raise UserError(f'{path} cannot be read ({e.strerror}); give --modanet-json'
                        ) from None
    if text.startswith(b'version https://git-lfs'):
        raise UserError(
            f'{path} is a pointer of git-lfs, not the file itself; run git lfs pull in '
            'its repository')
    try:
        content = json.loads(text)
    except ValueError as e:
        raise UserError(f'{path} is not JSON ({e}); take an undamaged copy') from None
    if not isinstance(content, dict) or not content.get('images'):
        raise UserError(
            f'{path} lists no images; it must be a COCO JSON such as '
            'modanet2018_instances_train.json')
    if not content.get('annotations'):
        raise UserError(
            f'{path} has no annotations (the official validation file of ModaNet has '
            'none); give modanet2018_instances_train.json')
    return content


def _make_jobs(content, photo_folder, path):
    jobs = {}
    for image in content['images']:
        jobs[image['id']] = {
            'id': os.path.splitext(os.path.basename(image['file_name']))[0],
            'path': os.path.join(photo_folder, image['file_name']),
            'width': int(image['width']), 'height': int(image['height']),
            'annotations': []}
    if len({job['id'] for job in jobs.values()}) < len(content['images']):
        raise UserError(f'{path} names a photo twice; take an undamaged copy')
    for annotation in content['annotations']:
        _add(jobs, annotation, path)
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
    jobs[image]['annotations'].append({
        'id': annotation.get('id'), 'category_id': int(category),
        'segmentation': annotation['segmentation']})


def _mask(annotation, height, width, photo):
    """Mask of polygons or of a run-length code, bool (height, width)."""
    shape = annotation['segmentation']
    try:
        if isinstance(shape, dict):
            if list(shape['size']) != [height, width]:
                raise ValueError(f'its size is {shape["size"]}')
            code = shape
            if isinstance(shape['counts'], list):
                code = coco_mask.frPyObjects(shape, height, width)
        else:
            # Wild numbers can crash the C code.
            limit = 10 * max(height, width)
            if not all(abs(x) < limit for polygon in shape for x in polygon):
                raise ValueError('a corner lies far outside the photo')
            # Fewer than three corners cover nothing, and four numbers would be read
            # as a box.
            shape = [polygon for polygon in shape if len(polygon) >= 6]
            if not shape:
                return np.zeros((height, width), bool)
            code = coco_mask.merge(coco_mask.frPyObjects(shape, height, width))
        return coco_mask.decode(code).astype(bool)
    except Exception as e:
        # pycocotools raises whatever its C code meets.
        raise UserError(
            f'photo {photo}: the segmentation of annotation {annotation["id"]} cannot '
            f'be read ({e}); correct or remove it') from None
