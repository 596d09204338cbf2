import numpy as np
import pytest

from fashionseg.datasets.modanet import read_annotations, read_document
from fashionseg.errors import UserError
from tests.datasets_tests.modanet_files import make_content, write_json


@pytest.fixture
def write(tmp_path):
    return lambda content: write_json(tmp_path / 'a.json', content)


def test_jobs(write):
    content = make_content()
    content['images'].append(
        {'id': 30, 'file_name': 'more/x30.jpg', 'width': 4, 'height': 5})
    first, second = read_annotations(write(content))
    assert {key: first[key] for key in first if key != 'annotations'} == {
        'id': '0000007', 'photo_id': 7, 'file_name': '0000007.jpg', 'width': 10,
        'height': 12}
    # In the order of the file.
    assert [(a['id'], a['category_id']) for a in first['annotations']] == [
        (1, 2), (2, 6)]
    (polygon,) = first['annotations'][1]['segmentation']
    assert polygon.dtype == np.float64
    assert polygon.tolist() == [2, 2, 8, 2, 8, 10, 2, 10]
    assert (second['id'], second['annotations']) == ('x30', [])


@pytest.mark.parametrize('categories', [
    None, [], [{'id': 2, 'name': 'dress'}, {'id': 6, 'name': 'belt'}],
    [{'id': 11, 'name': 'skirt'}, {'id': 13, 'name': 'scarf/tie'}]])
def test_names_of_categories_do_not_matter(write, categories):
    content = make_content()
    content['categories'] = categories
    (job,) = read_annotations(write(content))
    assert [a['category_id'] for a in job['annotations']] == [2, 6]


def _change(key, value, kind='annotations'):
    content = make_content()
    content[kind][0][key] = value
    return content


def _without(kind, key=None):
    content = make_content()
    if key is None:
        del content[kind]
    else:
        del content[kind][0][key]
    return content


UNREADABLE = [
    ('', 'is not JSON'),
    ('{"images": [', 'is not JSON'),
    ('[' * 100000, 'is not JSON'),
    ('version https://git-lfs.github.com/spec/v1\noid sha256:00\n', 'git lfs pull'),
    ([], 'lists no images'),
    ({}, 'lists no images'),
    ({'images': []}, 'lists no images'),
    ({**make_content(), 'annotations': [1]}, "COCO's form .annotations"),
    ({**make_content(), 'annotations': 'none'}, "COCO's form .annotations"),
    ({**make_content(), 'images': {'7': {}}}, "COCO's form .images"),
]


@pytest.mark.parametrize('content, words', UNREADABLE)
@pytest.mark.parametrize('read', [read_document, read_annotations])
def test_unreadable(write, read, content, words):
    with pytest.raises(UserError, match=words):
        read(write(content))


@pytest.mark.parametrize('content', [
    _without('annotations'), {**make_content(), 'annotations': []},
    {**make_content(), 'annotations': None}])
def test_document_without_annotations(write, content):
    document = read_document(write(content))
    assert document['annotations'] == []
    assert document['images'] == make_content()['images']
    with pytest.raises(UserError, match='official validation file.*train.json'):
        read_annotations(write(content))


def test_document_is_as_in_the_file(write):
    assert read_document(write(make_content())) == make_content()


def test_binary_file(tmp_path):
    (tmp_path / 'a.json').write_bytes(b'\xff\xd8\xff')
    with pytest.raises(UserError, match='is not JSON'):
        read_document(str(tmp_path / 'a.json'))


def test_missing_file(tmp_path):
    with pytest.raises(UserError, match='nowhere.json cannot.*--modanet-json'):
        read_document(str(tmp_path / 'nowhere.json'))


@pytest.mark.parametrize('content, words', [
    (_change('category_id', 14), 'annotation 1 .*category id 14'),
    (_change('category_id', 0), 'annotation 1 .*category id 0'),
    (_change('category_id', 'belt'), 'annotation 1 .*category id belt'),
    (_without('annotations', 'category_id'), 'annotation 1 .*category id None'),
    (_change('image_id', 9), 'annotation 1 .*no image 9'),
    (_change('image_id', [7]), "COCO's form"),
    (_without('annotations', 'segmentation'), 'annotation 1 .*no segmentation'),
    (_change('segmentation', [[1, 1, 'x', 1, 5, 5]]), 'annotation 1 .*numbers'),
    (_change('segmentation', [[0, 0, 1e12, 0, 1, 1]]), 'annotation 1 .*far outside'),
    (_change('segmentation', {'size': [3, 3], 'counts': [9]}), 'annotation 1 .*size'),
    (_without('images', 'width'), "COCO's form.*width"),
    (_change('width', 0, 'images'), 'photo 7 is 0 x 12'),
    (_change('width', float('inf'), 'images'), "COCO's form.*OverflowError"),
    (_change('height', 'x', 'images'), "COCO's form"),
    ({**make_content(), 'images': make_content()['images'] * 2}, 'photo twice'),
    ({**make_content(), 'images': make_content()['images'] + [
        {'id': 8, 'file_name': '0000007.jpg', 'width': 10, 'height': 12}]},
     'photo twice'),
])
def test_bad_content(write, content, words):
    with pytest.raises(UserError, match=words):
        read_annotations(write(content))
