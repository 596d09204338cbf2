"""A small ModaNet: a dress of 6 x 8 pixels and a belt of 6 x 2 on it."""

import json

import lmdb
import numpy as np
from PIL import Image


def rectangle(left, top, right, bottom):
    return [left, top, right, top, right, bottom, left, bottom]


def make_content():
    # The belt is listed first.
    return {
        'images': [{'id': 7, 'file_name': '0000007.jpg', 'width': 10, 'height': 12}],
        'categories': [{'id': 6, 'name': 'a name that means nothing'}],
        'annotations': [
            {'id': 1, 'image_id': 7, 'category_id': 2, 'iscrowd': 0,
             'segmentation': [rectangle(2, 5, 8, 7)]},
            {'id': 2, 'image_id': 7, 'category_id': 6, 'iscrowd': 0,
             'segmentation': [rectangle(2, 2, 8, 10)]}]}


def dress_and_belt():
    label = np.zeros((12, 10), np.uint8)
    label[2:10, 2:8] = 6
    label[5:7, 2:8] = 2
    return label


def write_json(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(path)


def write_photo(path, size=(10, 12), colour=0):
    Image.new('RGB', size, (colour, 0, 0)).save(path)


def write_lmdb(path, values, subdir=True):
    """Values by key, as PaperDoll writes them."""
    with lmdb.open(str(path), map_size=2 ** 24, subdir=subdir, lock=False) as data:
        with data.begin(write=True) as transaction:
            for key, value in values.items():
                transaction.put(key, value)
    return str(path)
