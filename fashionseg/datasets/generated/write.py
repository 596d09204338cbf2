"""Generated photos as a folder of ModaNet's form: one JSON and JPEG files."""

from functools import partial
import json
import os

import cv2
import numpy as np

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.generated.scene import HEIGHT, WIDTH, draw_scene
from fashionseg.datasets.workers import map_in_workers


def write_generated(folder, n_photo, seed):
    """Writes photos 1..n_photo of the generator with ``seed``.

    Photo i depends on (seed, i) only, not on how many are made.

    Args:
        folder (str): An existing folder; ``annotations.json`` and ``photos/`` go in.
        n_photo (int): How many.
        seed (int): Not negative.

    Returns:
        tuple of str: Path of the JSON, path of the photo folder.
    """
    photos = os.path.join(folder, 'photos')
    os.mkdir(photos)
    numbers = list(range(1, n_photo + 1))
    scenes = map_in_workers(partial(_write_photo, photos, seed), numbers, 'drawing')
    images, annotations = [], []
    for number, scene in zip(numbers, scenes):
        images.append({'id': number, 'file_name': _file_name(number),
                       'width': WIDTH, 'height': HEIGHT, 'license': 1})
        for annotation in scene:
            annotations.append({'id': len(annotations) + 1, 'image_id': number,
                                'iscrowd': 0, **annotation})
    content = {
        'info': {'description': 'Generated street-fashion-like photos',
                 'version': '1.0', 'seed': seed},
        'licenses': [{'id': 1, 'name': 'generated', 'url': ''}],
        'type': 'instances',
        'categories': [{'id': i, 'name': name, 'supercategory': 'fashion'}
                       for i, name in enumerate(CLASS_NAMES) if i > 0],
        'images': images,
        'annotations': annotations,
    }
    path = os.path.join(folder, 'annotations.json')
    with open(path, 'w', encoding='utf-8') as f:
        json.dump(content, f)
    return path, photos


def _file_name(number):
    return f'{number:07d}.jpg'


def _write_photo(folder, seed, number):
    # Two processes share the machine; OpenCV's own threads would only add to them.
    cv2.setNumThreads(1)
    photo, annotations = draw_scene(seed, number)
    quality = int(np.random.default_rng([seed, number, 1]).integers(85, 96))
    _, data = cv2.imencode(
        '.jpg', photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    with open(os.path.join(folder, _file_name(number)), 'wb') as f:
        f.write(data.tobytes())
    return annotations
