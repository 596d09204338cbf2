import io
import json

import numpy as np
from PIL import Image
from pycocotools import mask as coco_mask
import pytest

from fashionseg.datasets.modanet.annotation_code import annotation_code
from fashionseg.datasets.modanet_check import check_modanet, spread_photos
from fashionseg.datasets.modanet_check.category_names import other_names
from fashionseg.datasets.modanet_check.check_document import check_document
from fashionseg.datasets.modanet_check.check_photo import check_photo
from fashionseg.datasets.modanet_check.fault_kinds import FAULT_KINDS
from fashionseg.datasets.modanet_check.known_copies import KNOWN_COPIES
from fashionseg.datasets.modanet_check.measure_overlaps import measure_overlaps
from fashionseg.datasets.modanet_check.overlap_counts import OverlapCounts
from fashionseg.datasets.photo_size import photo_size
from fashionseg.errors import UserError

WIDTH, HEIGHT = 40, 60
BOX = [[5, 5, 15, 5, 15, 25, 5, 25]]


def _photo(number=7, **changes):
    return {'id': number, 'file_name': f'{number:07d}.jpg', 'width': WIDTH,
            'height': HEIGHT, **changes}


def _annotation(number=1, **changes):
    return {'id': number, 'image_id': 7, 'category_id': 6, 'segmentation': BOX,
            **changes}


def _check(images, annotations):
    """Jobs of the file, and the kinds of fault that it has."""
    faults = {kind: [] for kind in FAULT_KINDS}
    jobs = check_document({'images': images, 'annotations': annotations}, faults)
    return jobs, {kind: found for kind, found in faults.items() if found}


def test_good_file():
    (job,), faults = _check([_photo()], [_annotation(1), _annotation(2, category_id=2)])
    assert not faults
    assert (job['id'], job['photo_id'], job['width']) == ('0000007', 7, WIDTH)
    assert [a['category_id'] for a in job['annotations']] == [6, 2]
    np.testing.assert_array_equal(job['annotations'][0]['segmentation'], BOX)


@pytest.mark.parametrize('changes, why', [
    ({'width': None}, 'int() argument'), ({'height': 0}, '40 x 0'),
    ({'width': 'wide'}, 'invalid literal'), ({'width': float('inf')}, 'infinity'),
    ({'file_name': None}, 'expected str'),
    ({'file_name': 3}, 'expected str'), ({'id': [1]}, 'no number'),
    ({'width': 10 ** 9}, '1000000000 x '), ({'file_name': '../a.jpg'}, 'leads out')])
def test_broken_photo_entry(changes, why):
    _, faults = _check([_photo(3), {**_photo(), **changes}], [_annotation(image_id=3)])
    (kind, (fault,)), = faults.items()
    assert kind == 'photo_entries' and why in fault['why']


@pytest.mark.parametrize('key', ['id', 'file_name', 'width', 'height'])
def test_photo_entry_without_a_key(key):
    photo = _photo()
    del photo[key]
    _, faults = _check([_photo(3), photo], [_annotation(image_id=3)])
    assert faults['photo_entries'][0]['why'] == f'no {key}'


def test_annotations_of_a_broken_entry_are_no_fault_of_their_own():
    _, faults = _check([_photo(3), _photo(width=0)],
                       [_annotation(1), _annotation(2, image_id=3)])
    assert set(faults) == {'photo_entries'}


@pytest.mark.parametrize('second', [_photo(), _photo(8, file_name='0000007.jpg')])
def test_photo_listed_twice(second):
    jobs, faults = _check([_photo(), second], [_annotation()])
    assert set(faults) == {'photos_twice'} and len(jobs) == 1


@pytest.mark.parametrize('image', [8, '7', None, [7], {'id': 7}])
def test_annotation_of_an_unknown_photo(image):
    _, faults = _check([_photo()], [_annotation(1), _annotation(2, image_id=image)])
    assert faults == {'unknown_photos': [{'annotation': 2, 'why': f'photo {image}'}]}


@pytest.mark.parametrize('category', [0, 14, -1, None, '6', [6], 6.5])
def test_unknown_category(category):
    jobs, faults = _check([_photo()], [_annotation(category_id=category)])
    assert faults == {'unknown_categories': [
        {'annotation': 1, 'photo': '0000007', 'why': f'category {category}'}]}
    assert jobs[0]['annotations'] == []


@pytest.mark.parametrize('segmentation', [
    None, 5, 'text', ['text'], [['a', 'b']], [[[1, 2], [3, 4]]],
    [[1, 2, 3, float('nan')]], [[1, 1, 2, 2, 601, 3]]])
def test_polygons_that_cannot_be_read(segmentation):
    _, faults = _check([_photo()], [_annotation(segmentation=segmentation)])
    (kind, (fault,)), = faults.items()
    assert kind == 'unreadable_segmentations' and fault['why']


def test_missing_segmentation():
    annotation = _annotation()
    del annotation['segmentation']
    assert set(_check([_photo()], [annotation])[1]) == {'unreadable_segmentations'}


def test_annotation_ids():
    """None and missing ids are no equal ones; lists are told by their text."""
    numbers = [1, 2, 2, 2, None, None, [3], [3], 4]
    annotations = [_annotation(number) for number in numbers]
    del annotations[-1]['id']
    _, faults = _check([_photo()], annotations)
    assert faults == {'annotation_ids_twice': [
        {'annotation': 2, 'why': '3 times'}, {'annotation': '[3]', 'why': '2 times'}]}


def test_names():
    categories = [{'id': 1, 'name': 'bag'}, {'id': 5, 'name': 'coat'},
                  {'id': 99, 'name': 'x'}, 'text', {'name': 'no id'}]
    names = other_names({'categories': categories})
    assert 1 not in names and names[5] == 'coat' and names[2] is None
    assert len(names) == 12
    assert len(other_names({})) == len(other_names({'categories': 5})) == 13


def _look(segmentation):
    """Faults of one annotation's pixels."""
    (job,), before = _check([_photo()], [_annotation(segmentation=segmentation)])
    faults, _ = check_photo(None, job)
    assert not before
    return [(kind, fault.get('why')) for kind, fault in faults]


@pytest.mark.parametrize('x, y, why', [
    (0, 0, None), (40, 60, None), (40.5, 60, 'by 0.5 pixels'), (-3, 0, 'by 3 pixels'),
    (0, 64, 'by 4 pixels'), (0, -2, 'by 2 pixels')])
def test_corners_outside(x, y, why):
    expected = [('polygons_outside', why)] if why else []
    assert _look([[x, y, 20, 20, 20, 40]]) == expected


@pytest.mark.parametrize('segmentation', [
    [], [[]], [[5, 5]], [[5, 5, 9, 9]], [[5, 5, 5, 5, 5, 5]],
    {'size': [HEIGHT, WIDTH], 'counts': [HEIGHT * WIDTH]}])
def test_nothing_is_covered(segmentation):
    assert _look(segmentation) == [('empty_segmentations', None)]


def test_wholly_outside_is_one_fault():
    assert _look([[50, 5, 60, 5, 60, 9]]) == [('polygons_outside', 'by 20 pixels')]


@pytest.mark.parametrize('code', [
    {}, {'size': [HEIGHT, WIDTH]},
    {'size': [WIDTH, HEIGHT], 'counts': [WIDTH * HEIGHT]},
    {'size': [HEIGHT, WIDTH], 'counts': [5, 5]}])
def test_run_length_code_that_cannot_be_read(code):
    (kind, why), = _look(code)
    assert kind == 'unreadable_segmentations' and why


def test_good_run_length_code():
    mask = np.zeros((HEIGHT, WIDTH), np.uint8, order='F')
    mask[5:9, 5:9] = 1
    code = coco_mask.encode(mask)
    assert _look({**code, 'counts': code['counts'].decode()}) == []


def test_overlaps_are_those_of_whole_masks():
    random = np.random.default_rng(0)
    for _ in range(30):
        codes, covers = [], np.zeros((14, HEIGHT, WIDTH), bool)
        for _ in range(random.integers(0, 7)):
            c = int(random.integers(1, 6))
            polygon = random.uniform(0, 40, (1, 8)).tolist()
            codes.append((c, annotation_code(polygon, HEIGHT, WIDTH)))
            covers[c] |= coco_mask.decode(codes[-1][1]).astype(bool)
        pixels = measure_overlaps(codes)
        assert pixels.pop(None, 0) == (covers.sum(0) > 1).sum()
        expected = {(a, b): (covers[a] & covers[b]).sum()
                    for a in range(14) for b in range(a + 1, 14)}
        assert pixels == {pair: n for pair, n in expected.items() if n}


def test_overlaps_add_up():
    counts = OverlapCounts()
    size = {'width': WIDTH, 'height': HEIGHT}
    counts.add(size, {(1, 2): 4, (1, 3): 5, None: 8})
    counts.add(size, {(1, 3): 1, None: 1})
    counts.add(size, {})
    assert counts.summary() == {
        'pixels': 3 * WIDTH * HEIGHT, 'overlap_pixels': 9, 'n_photo': 2, 'pairs': [
            {'classes': [1, 3], 'n_photo': 2, 'pixels': 6},
            {'classes': [1, 2], 'n_photo': 1, 'pixels': 4}]}


def test_spread():
    jobs = [{'id': f'{i:03d}'} for i in range(100)]
    ids = [int(job['id']) for job in spread_photos(jobs[::-1], 8, 0)]
    bounds = [0, 12, 25, 37, 50, 62, 75, 87, 100]
    assert all(a <= i < b for a, i, b in zip(bounds, ids, bounds[1:]))
    assert spread_photos(jobs, 8, 0) == spread_photos(jobs[::-1], 8, 0)
    assert spread_photos(jobs, 8, 1) != spread_photos(jobs, 8, 0)
    assert spread_photos(jobs, 200, 0) == jobs and spread_photos([], 5, 0) == []


@pytest.fixture
def jpeg():
    noise = np.random.RandomState(0).randint(0, 256, (60, 40, 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, 'JPEG')
    return stream.getvalue()


def test_size_of_a_whole_photo(jpeg):
    assert photo_size(jpeg) == (40, 60)


def test_photo_cut_anywhere_is_found(jpeg):
    for end in [*range(0, len(jpeg) - 1, 29), len(jpeg) - 2, len(jpeg) - 1]:
        with pytest.raises(OSError):
            photo_size(jpeg[:end])


def test_no_image():
    with pytest.raises(OSError, match='no image'):
        photo_size(b'<html>404</html>')


def test_known_copy_is_told_by_its_bytes(tmp_path, monkeypatch):
    path = tmp_path / 'renamed.json'
    path.write_text(json.dumps({'images': [_photo()], 'annotations': []}))
    report, jobs = check_modanet(str(path))
    assert report['copy'] is None and 'no annotations' in report['unusable']
    assert jobs == []
    monkeypatch.setitem(KNOWN_COPIES, report['md5'], 'a copy')
    assert check_modanet(str(path))[0]['copy'] == 'a copy'


def test_file_without_the_key_annotations(tmp_path):
    """Like the changed copy of the validation file."""
    path = tmp_path / 'a.json'
    path.write_text(json.dumps({'images': [_photo()]}))
    assert 'the paper does' in check_modanet(str(path))[0]['unusable']


def test_photos_with_faults_are_not_for_the_sheet(tmp_path, jpeg):
    path = tmp_path / 'a.json'
    (tmp_path / '0000008.jpg').write_bytes(jpeg)
    path.write_text(json.dumps({'images': [_photo(), _photo(8)], 'annotations': [
        _annotation(), _annotation(2, image_id=8)]}))
    report, jobs = check_modanet(str(path), str(tmp_path))
    assert [job['id'] for job in jobs] == ['0000008']
    assert report['faults']['missing_photos'] == [{'photo': '0000007'}]
    assert report['unusable'] is None


def test_no_photos_at_all(tmp_path):
    path = tmp_path / 'a.json'
    path.write_text(json.dumps({'images': [_photo()], 'annotations': [_annotation()]}))
    with pytest.raises(UserError, match='no photos at'):
        check_modanet(str(path), str(tmp_path / 'nowhere'))
