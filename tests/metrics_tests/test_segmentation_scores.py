"""The class that is fed photo by photo: means, absent classes, bad input."""

import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from fashionseg.classes import CLASS_NAMES
from fashionseg.metrics import SegmentationScores


def score(*photos, n_class=14, connectivity=4):
    scores = SegmentationScores(n_class, connectivity)
    for truth, prediction in photos:
        scores.update(np.array(truth), np.array(prediction))
    return scores.compute()


# Photo 1: background 1 of 2 pixels found, bag 1/2. Photo 2: one background pixel
# of four taken for bag, no bag in the truth.
PHOTO_1 = ([[0, 1]], [[1, 1]])
PHOTO_2 = ([[0, 0, 0, 0]], [[0, 0, 0, 1]])


def test_photo_wise_mean_differs_from_pooled():
    scores = score(PHOTO_1, PHOTO_2)
    assert scores['iou']['background'] == pytest.approx((0 / 1 + 3 / 4) / 2)
    assert scores['iou']['bag'] == pytest.approx((1 / 2 + 0 / 1) / 2)
    assert scores['miou'] == pytest.approx((3 / 8 + 1 / 4) / 2)
    assert scores['pooled_iou']['background'] == pytest.approx(3 / 5)
    assert scores['pooled_iou']['bag'] == pytest.approx(1 / 3)
    assert scores['pooled_miou'] == pytest.approx((3 / 5 + 1 / 3) / 2)


def test_class_that_no_photo_holds_has_no_score():
    scores = score(PHOTO_1, PHOTO_2)
    for key in ('iou', 'iou_plus', 'pooled_iou'):
        assert list(scores[key]) == list(CLASS_NAMES)
        assert [n for n, x in scores[key].items() if x is not None] == [
            'background', 'bag']


def test_photo_without_a_class_is_left_out_of_its_mean():
    # Belt is only in the first photo, where half of it is found.
    scores = score(([[2, 2]], [[2, 0]]), ([[0, 0]], [[0, 0]]))
    assert scores['iou']['belt'] == pytest.approx(1 / 2)
    assert scores['iou']['background'] == pytest.approx((0 + 1) / 2)
    assert scores['iou_plus']['belt'] == pytest.approx(1 / 2)
    assert scores['iou_plus']['background'] == pytest.approx((0 + 1) / 2)


def test_photo_without_a_class_counts_one_when_asked():
    # Class 1: IoU 1/2 in the first photo, in neither map of the second.
    scores = SegmentationScores(n_class=3, absent='one')
    scores.update(np.array([[1, 1]]), np.array([[1, 0]]))
    scores.update(np.array([[0, 0]]), np.array([[0, 0]]))
    computed = scores.compute()
    assert computed['iou'][CLASS_NAMES[1]] == pytest.approx((1 / 2 + 1) / 2)
    assert computed['iou_plus'][CLASS_NAMES[1]] == pytest.approx((1 / 2 + 1) / 2)
    # In neither map of the whole set: no score, as ever.
    assert computed['iou'][CLASS_NAMES[2]] is None
    # Background: 0 of 1 in the first, 1 in the second.
    assert computed['miou'] == pytest.approx((0.75 + 0.5) / 2)
    assert computed['pooled_iou'][CLASS_NAMES[1]] == pytest.approx(1 / 2)


def test_class_in_one_only_counts_zero_in_every_metric():
    scores = score(([[0, 3]], [[0, 0]]), ([[0, 0]], [[0, 4]]))
    for key in ('iou', 'iou_plus', 'pooled_iou'):
        assert scores[key]['boots'] == 0
        assert scores[key]['footwear'] == 0


def test_miou_plus_is_the_mean_over_classes():
    # Background: one region of 3 against one of 2 in it, 2/3. Bag: 1 of 2.
    scores = score(([[0, 0, 0, 1]], [[0, 0, 1, 1]]))
    assert scores['iou_plus']['background'] == pytest.approx(2 / 3)
    assert scores['iou_plus']['bag'] == pytest.approx(1 / 2)
    assert scores['miou_plus'] == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_perfect_prediction_scores_one():
    label = np.random.RandomState(0).randint(0, 14, (40, 30)).astype(np.uint8)
    scores = score((label, label), (label.T, label.T))
    assert scores['miou'] == scores['miou_plus'] == scores['pooled_miou'] == 1
    assert set(scores['iou_plus'].values()) == {1}


def test_order_of_photos_does_not_matter():
    random = np.random.RandomState(1)
    photos = [random.randint(0, 5, (2, 12, 9)) for _ in range(20)]
    there, back = score(*photos), score(*photos[::-1])
    for key in ('miou', 'miou_plus', 'pooled_miou'):
        assert there[key] == pytest.approx(back[key], abs=1e-12)
    assert there['iou_plus'] == pytest.approx(back['iou_plus'], abs=1e-12)


def test_connectivity_reaches_the_metric():
    photo = ([[1, 0], [0, 1]], [[1, 0], [0, 0]])
    # Bag, 4: regions of 1 and 1, one of them missed. 8: one region of 2, half found.
    assert score(photo, connectivity=4)['iou_plus']['bag'] == pytest.approx(1 / 2)
    three = ([[1, 0, 1], [0, 1, 0]], [[1, 0, 0], [0, 0, 0]])
    assert score(three, connectivity=4)['iou_plus']['bag'] == pytest.approx(1 / 3)
    corner = ([[1, 0], [0, 1]], [[1, 1], [0, 1]])
    # 4: prediction one region of 3, truth two of 1: 1/3 both ways. 8: 2/3.
    assert score(corner, connectivity=4)['iou_plus']['bag'] == pytest.approx(1 / 3)
    assert score(corner, connectivity=8)['iou_plus']['bag'] == pytest.approx(2 / 3)


def test_memory_does_not_grow():
    scores = SegmentationScores()
    photos = np.random.RandomState(0).randint(0, 14, (300, 2, 20, 20))

    def score_all(truths_and_predictions):
        for truth, prediction in truths_and_predictions:
            scores.update(truth, prediction)
        return tracemalloc.get_traced_memory()

    tracemalloc.start()
    try:
        held, highest = score_all(photos[:100])
        held_later, highest_later = score_all(photos[100:])
    finally:
        tracemalloc.stop()
    # 200 photos more: not the 67 kB of a float for each photo, class and metric.
    assert held_later < held + 2000
    assert highest_later < highest + 10000
    assert scores.n_photo == 300


def test_fewer_classes_keep_the_first_names():
    scores = score(([[0, 1]], [[0, 1]]), n_class=2)
    assert scores['iou'] == {'background': 1, 'bag': 1}


@pytest.mark.parametrize('truth, prediction, words', [
    (np.zeros((2, 3), int), np.zeros((3, 2), int), 'shape'),
    (np.zeros((1, 2, 3), int), np.zeros((1, 2, 3), int), 'one photo'),
    (np.zeros((0, 3), int), np.zeros((0, 3), int), 'pixels'),
    (np.zeros((2, 3)), np.zeros((2, 3), int), 'integers'),
    (np.zeros((2, 3), int), np.zeros((2, 3), bool), 'integers'),
    (np.full((2, 3), 14), np.zeros((2, 3), int), r'truth has values in \[14, 14\]'),
    (np.zeros((2, 3), int), np.full((2, 3), -1), r'outside \[0, 13\]'),
])
def test_bad_maps_are_refused_and_not_counted(truth, prediction, words):
    scores = SegmentationScores()
    with pytest.raises(ValueError, match=words):
        scores.update(truth, prediction)
    with pytest.raises(ValueError, match='no photo'):
        scores.compute()


@pytest.mark.parametrize('arguments, words', [
    ({'connectivity': 6}, 'connectivity'), ({'absent': 'zero'}, 'absent'),
    ({'n_class': 0}, 'n_class'),
    ({'n_class': 15}, 'n_class')])
def test_bad_arguments_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        SegmentationScores(**arguments)


def test_evaluations_do_not_load_chainer():
    code = 'import sys, fashionseg.metrics; assert "chainer" not in sys.modules'
    subprocess.run([sys.executable, '-c', code], check=True)
