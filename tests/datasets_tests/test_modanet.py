import json

import numpy as np
from PIL import Image
from pycocotools import mask as coco_mask
import pytest

from fashionseg.datasets.modanet import list_modanet, read_modanet_label
from fashionseg.errors import UserError


def _rectangle(left, top, right, bottom):
    return [left, top, right, top, right, bottom, left, bottom]


def _content():
    # A dress of 6 x 8 pixels and a belt of 6 x 2 on it, the belt listed first.
    return {
        'images': [{'id': 7, 'file_name': '0000007.jpg', 'width': 10, 'height': 12}],
        'categories': [{'id': 6, 'name': 'a name that means nothing'}],
        'annotations': [
            {'id': 1, 'image_id': 7, 'category_id': 2, 'iscrowd': 0,
             'segmentation': [_rectangle(2, 5, 8, 7)]},
            {'id': 2, 'image_id': 7, 'category_id': 6, 'iscrowd': 0,
             'segmentation': [_rectangle(2, 2, 8, 10)]}]}


@pytest.fixture
def write(tmp_path):
    photos = tmp_path / 'photos'
    photos.mkdir()
    Image.new('RGB', (10, 12)).save(photos / '0000007.jpg')

    def write(content):
        path = tmp_path / 'a.json'
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return path, photos
    return write


def _label(write, content):
    (job,), missing = list_modanet(*write(content))
    assert missing == []
    return read_modanet_label(job)


def _expected():
    label = np.zeros((12, 10), np.uint8)
    label[2:10, 2:8] = 6
    label[5:7, 2:8] = 2
    return label


@pytest.mark.parametrize('order', [1, -1])
def test_smaller_over_larger_in_either_order(write, order):
    content = _content()
    content['annotations'] = content['annotations'][::order]
    label, instances = _label(write, content)
    np.testing.assert_array_equal(label, _expected())
    assert label.dtype == np.uint8
    assert instances == {2: 1, 6: 1}


def test_area_is_of_the_whole_annotation(write):
    # Each part of class 3 (two of 2 x 4) is smaller than class 4 (3 x 4), both
    # together are larger: class 4 is painted over them.
    content = _content()
    content['annotations'] = [
        {'id': 1, 'image_id': 7, 'category_id': 4,
         'segmentation': [_rectangle(1, 1, 4, 5)]},
        {'id': 2, 'image_id': 7, 'category_id': 3,
         'segmentation': [_rectangle(3, 1, 5, 5), _rectangle(6, 1, 8, 5)]}]
    label, _ = _label(write, content)
    assert label[2].tolist() == [0, 4, 4, 4, 3, 0, 3, 3, 0, 0]


def test_wrong_area_in_the_file_does_not_matter(write):
    content = _content()
    content['annotations'][0]['area'] = 10000
    content['annotations'][1]['area'] = 1
    np.testing.assert_array_equal(_label(write, content)[0], _expected())


@pytest.mark.parametrize('compressed', [False, True])
def test_run_length_codes(write, compressed):
    content = _content()
    mask = np.zeros((12, 10), np.uint8)
    mask[2:10, 2:8] = 1
    if compressed:
        code = coco_mask.encode(np.asfortranarray(mask))
        counts = code['counts'].decode()
    else:
        # Column by column: 2 empty columns and 2 pixels, then 8 on and 4 off.
        counts = [26] + [8, 4] * 5 + [8, 26]
    content['annotations'][1].update(
        segmentation={'size': [12, 10], 'counts': counts}, iscrowd=1)
    np.testing.assert_array_equal(_label(write, content)[0], _expected())


def test_two_of_a_class_are_two_instances(write):
    content = _content()
    content['annotations'][1]['category_id'] = 2
    assert _label(write, content)[1] == {2: 2}


def test_polygon_of_two_corners_covers_nothing(write):
    content = _content()
    content['annotations'][0]['segmentation'] = [[1, 1, 5, 5]]
    label, _ = _label(write, content)
    assert sorted(np.unique(label)) == [0, 6]


def test_photo_without_annotations_is_background(write, tmp_path):
    content = _content()
    content['images'].append(
        {'id': 8, 'file_name': '0000008.jpg', 'width': 4, 'height': 4})
    Image.new('RGB', (4, 4)).save(tmp_path / 'photos' / '0000008.jpg')
    jobs, _ = list_modanet(*write(content))
    label, instances = read_modanet_label(jobs[1])
    assert label.shape == (4, 4) and not label.any() and instances == {}


def test_missing_photo_is_listed(write):
    content = _content()
    content['images'].append(
        {'id': 8, 'file_name': '0000008.jpg', 'width': 4, 'height': 4})
    jobs, missing = list_modanet(*write(content))
    assert [job['id'] for job in jobs] == ['0000007']
    assert missing == ['0000008']


def _change(key, value, kind='annotations'):
    content = _content()
    content[kind][0][key] = value
    return content


def _without(kind, key=None):
    content = _content()
    if key is None:
        del content[kind]
    else:
        del content[kind][0][key]
    return content


@pytest.mark.parametrize('content, words', [
    ('', 'is not JSON'),
    ('{"images": [', 'is not JSON'),
    ('version https://git-lfs.github.com/spec/v1\noid sha256:00\n', 'git lfs pull'),
    ([], 'lists no images'),
    ({}, 'lists no images'),
    ({'images': []}, 'lists no images'),
    (_without('annotations'), 'train.json'),
    ({**_content(), 'annotations': []}, 'official validation file'),
    (_change('category_id', 14), 'annotation 1 .*category id 14'),
    (_change('category_id', 0), 'annotation 1 .*category id 0'),
    (_change('category_id', 'belt'), 'annotation 1 .*category id belt'),
    (_without('annotations', 'category_id'), 'annotation 1 .*category id None'),
    (_change('image_id', 9), 'annotation 1 .*no image 9'),
    (_without('annotations', 'segmentation'), 'annotation 1 .*no segmentation'),
    (_without('images', 'width'), "COCO's form.*width"),
    ({**_content(), 'annotations': [1]}, "COCO's form"),
    ({**_content(), 'images': _content()['images'] * 2}, 'photo twice|COCO'),
    (_change('file_name', 'other.jpg', 'images'), 'none of the 1 photos'),
])
def test_bad_json(write, content, words):
    with pytest.raises(UserError, match=words):
        list_modanet(*write(content))


@pytest.mark.parametrize('segmentation', [
    [[1, 1, 5, 'x', 5, 5]], [[0, 0, 1e12, 0, 1e12, 1e12]], 'polygon', 3,
    {'size': [3, 3], 'counts': [9]}, {'counts': [9]}])
def test_bad_segmentation_names_the_annotation(write, segmentation):
    (job,), _ = list_modanet(*write(_change('segmentation', segmentation)))
    with pytest.raises(UserError, match='photo 0000007: .*annotation 1'):
        read_modanet_label(job)


def test_missing_files(write, tmp_path):
    path, photos = write(_content())
    with pytest.raises(UserError, match='no photo folder'):
        list_modanet(path, tmp_path / 'nowhere')
    with pytest.raises(UserError, match='--modanet-json'):
        list_modanet(tmp_path / 'nowhere.json', photos)
