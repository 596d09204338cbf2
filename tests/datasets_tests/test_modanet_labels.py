import numpy as np
from pycocotools import mask as coco_mask
import pytest

from fashionseg.datasets.modanet import annotation_code, paint_label
from tests.datasets_tests.modanet_files import dress_and_belt, make_content, rectangle


def annotation_mask(segmentation, height, width):
    code = annotation_code(segmentation, height, width)
    return coco_mask.decode(code).astype(bool)


def _square(number, category, left, top, right, bottom):
    return {'id': number, 'category_id': category,
            'segmentation': [rectangle(left, top, right, bottom)]}


@pytest.mark.parametrize('order', [1, -1])
def test_smaller_over_larger_in_either_order(order):
    label, _ = paint_label(make_content()['annotations'][::order], 12, 10)
    np.testing.assert_array_equal(label, dress_and_belt())
    assert label.dtype == np.uint8


def test_overlap_rules_by_hand():
    # One row of ten pixels: 0-6 top (9), 2-4 belt (2), 3-9 pants (8), so that
    # pixel 3 is of all three.
    annotations = [_square(1, 9, 0, 0, 6, 1), _square(2, 2, 2, 0, 4, 1),
                   _square(3, 8, 3, 0, 9, 1)]
    expected = {
        # Top and pants have six pixels each: the order of the file decides.
        'larger-first': [9, 9, 2, 2, 8, 8, 8, 8, 8, 0],
        'last-wins': [9, 9, 2, 8, 8, 8, 8, 8, 8, 0],
        'first-wins': [9, 9, 9, 9, 9, 9, 8, 8, 8, 0]}
    for rule, row in expected.items():
        label, decided = paint_label(annotations, 1, 10, rule)
        assert label.tolist() == [row]
        # Pixels 2 to 5.
        assert decided == 4


def test_overlap_of_one_class_decides_nothing():
    annotations = [_square(1, 9, 0, 0, 4, 4), _square(2, 9, 2, 2, 6, 6)]
    for rule in ('larger-first', 'last-wins', 'first-wins'):
        label, decided = paint_label(annotations, 6, 6, rule)
        assert decided == 0 and (label == 9).sum() == 28
    # Another class on two pixels, one of them where both squares are.
    annotations.append(_square(3, 1, 3, 3, 5, 4))
    assert paint_label(annotations, 6, 6)[1] == 2


def test_area_is_of_the_whole_annotation():
    # Each part of class 3 (two of 2 x 4) is smaller than class 4 (3 x 4), both
    # together are larger: class 4 is painted over them.
    annotations = [
        {'category_id': 4, 'segmentation': [rectangle(1, 1, 4, 5)]},
        {'category_id': 3,
         'segmentation': [rectangle(3, 1, 5, 5), rectangle(6, 1, 8, 5)]}]
    label, _ = paint_label(annotations, 12, 10)
    assert label[2].tolist() == [0, 4, 4, 4, 3, 0, 3, 3, 0, 0]


def test_wrong_area_in_the_file_does_not_matter():
    annotations = make_content()['annotations']
    annotations[0]['area'], annotations[1]['area'] = 10000, 1
    np.testing.assert_array_equal(paint_label(annotations, 12, 10)[0],
                                  dress_and_belt())


def test_photo_without_annotations_is_background():
    label, decided = paint_label([], 4, 5)
    assert label.shape == (4, 5) and not label.any() and decided == 0


def test_polygons_as_arrays():
    polygon = np.array(rectangle(2, 5, 8, 7), np.float64)
    mask = annotation_mask([polygon], 12, 10)
    np.testing.assert_array_equal(mask, dress_and_belt() == 2)
    assert mask.dtype == bool


@pytest.mark.parametrize('segmentation', [[], [[1, 1, 5, 5]], [[]]])
def test_less_than_three_corners_cover_nothing(segmentation):
    assert not annotation_mask(segmentation, 12, 10).any()


def test_run_length_codes():
    expected = dress_and_belt() > 0
    compressed = coco_mask.encode(np.asfortranarray(expected))['counts']
    # Column by column: 2 empty columns and 2 pixels, then 8 on and 4 off.
    runs = [26] + [8, 4] * 5 + [8, 26]
    for counts in (runs, compressed, compressed.decode()):
        mask = annotation_mask({'size': [12, 10], 'counts': counts}, 12, 10)
        np.testing.assert_array_equal(mask, expected)


def test_compressed_codes_against_pycocotools():
    rng = np.random.default_rng(0)
    for _ in range(50):
        height, width = (int(n) for n in rng.integers(1, 70, 2))
        mask = rng.random((height, width)) < rng.random() ** 2
        mask = np.repeat(mask, 9, 0)[:height]
        code = coco_mask.encode(np.asfortranarray(mask.astype(np.uint8)))
        code = {'size': [height, width], 'counts': code['counts'].decode()}
        np.testing.assert_array_equal(annotation_mask(code, height, width), mask)


@pytest.mark.parametrize('segmentation', [
    [[1, 1, 5, 'x', 5, 5]], [[1, 1, 5, None, 5, 5]], [[0, 0, 1e12, 0, 1e12, 1e12]],
    [[0, 0, float('nan'), 0, 1, 1]], [[[1, 1], [5, 1], [5, 5]]], 'polygon', 3, None,
    {'size': [3, 3], 'counts': [9]}, {'counts': [9]}, {'size': [12, 10]},
    {'size': [12, 10], 'counts': [100]}, {'size': [12, 10], 'counts': [130, -10]},
    {'size': [12, 10], 'counts': [60.5, 59.5]}, {'size': [12, 10], 'counts': ['x']},
    {'size': [12, 10], 'counts': ''}, {'size': [12, 10], 'counts': 'garbage'},
    {'size': [12, 10], 'counts': 'p'}, {'size': [12, 10], 'counts': 120},
    {'size': [12, 10], 'counts': '\u00e9'}, {'size': 12, 'counts': [120]}])
def test_bad_segmentation(segmentation):
    with pytest.raises(ValueError, match='polygon|corner|run-length'):
        annotation_mask(segmentation, 12, 10)
