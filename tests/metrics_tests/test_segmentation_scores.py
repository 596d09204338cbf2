"""The class that is fed photo by photo: means, absent classes, bad input."""

import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from fashionseg.classes import CLASS_NAMES
from fashionseg.metrics import SegmentationScores, score_labels


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
    assert computed['iou']['1'] == pytest.approx((1 / 2 + 1) / 2)
    assert computed['iou_plus']['1'] == pytest.approx((1 / 2 + 1) / 2)
    # In neither map of the whole set: no score, as ever.
    assert computed['iou']['2'] is None
    # Background: 0 of 1 in the first, 1 in the second.
    assert computed['miou'] == pytest.approx((0.75 + 0.5) / 2)
    assert computed['pooled_iou']['1'] == pytest.approx(1 / 2)


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


def test_names_of_the_classes():
    pair = np.array([[0, 1]]), np.array([[0, 1]])
    assert score(pair, n_class=2)['iou'] == {'0': 1, '1': 1}
    scores = SegmentationScores(2, class_names=['road', 'sky'])
    scores.update(*pair)
    assert scores.compute()['iou'] == {'road': 1, 'sky': 1}


def test_many_classes():
    # Ids that no byte holds: 300 of 2 pixels and 40000 of 1, half of the first found.
    truth = np.array([[300, 300, 40000]], np.int32)
    scores = SegmentationScores(50000)
    scores.update(truth, np.array([[300, 40000, 40000]], np.int32))
    computed = scores.compute()
    assert computed['iou']['300'] == computed['iou']['40000'] == 1 / 2
    assert computed['miou_plus'] == 1 / 2
    assert sum(value is not None for value in computed['iou'].values()) == 2


IGNORED = np.array([[1, 1, 255, 1], [0, 0, 255, 0]])


def test_label_to_ignore():
    # What counts: bag 2 + 1 pixels in two pieces, background 2 + 1 in two.
    prediction = np.array([[1, 1, 1, 0], [0, 0, 77, 0]])
    scores = SegmentationScores(n_class=2, ignore_label=255)
    scores.update(IGNORED, prediction)
    computed = scores.compute()
    assert computed['iou'] == {'0': 3 / 4, '1': 2 / 3}
    # Bag: the piece of 2 is found, that of 1 is not; all predicted pieces are right:
    # the smaller of 1/2 and 1. Background: pieces of 2 and 1 in the truth, 2 and 2
    # in the prediction: (1 + 1/2) / 2 both ways.
    assert computed['iou_plus'] == {'0': 3 / 4, '1': 1 / 2}
    assert computed['pooled_iou'] == computed['iou']


def test_ignored_pixels_count_nowhere():
    """Whatever they are predicted as, and as if they were cut out."""
    random = np.random.RandomState(0)
    truth = random.randint(0, 4, (9, 11))
    truth[:, 5] = 9
    prediction = random.randint(0, 4, (9, 11))

    def compute(*pairs):
        scores = SegmentationScores(4, ignore_label=9)
        for pair in pairs:
            scores.update(*pair)
        return scores.compute()

    other = np.where(truth == 9, 200, prediction)
    assert compute((truth, prediction)) == compute((truth, other))
    # A column that separates: the halves are two photos of one set of pieces.
    one_class = np.zeros((9, 11), int)
    one_class[:, 5] = 9
    halves = compute((one_class, np.where(np.arange(11) < 3, 0, 1) + 0 * one_class))
    # Truth: pieces of 45 and 45; prediction 0: 27 pixels in the left one, none right.
    assert halves['iou_plus']['0'] == pytest.approx(27 / 45 / 2)


def test_photo_of_nothing_but_the_label_to_ignore():
    scores = SegmentationScores(2, ignore_label=255)
    scores.update(np.full((2, 2), 255), np.zeros((2, 2), int))
    with pytest.raises(ValueError, match='nothing but the label to ignore'):
        scores.compute()
    scores.update(np.zeros((2, 2), int), np.zeros((2, 2), int))
    assert scores.n_photo == 2 and scores.compute()['miou'] == 1


def test_plain_function():
    pairs = [PHOTO_1, PHOTO_2]
    truths, predictions = ([np.array(part) for part in parts] for parts in zip(*pairs))
    assert score_labels(iter(truths), predictions) == score(*pairs)
    assert score_labels(truths[:1], predictions[:1], n_class=2, absent='one',
                        connectivity=8, class_names='ab')['iou'] == {'a': 0, 'b': 1 / 2}


@pytest.mark.parametrize('truths, predictions, words', [
    ([np.zeros((1, 2), int)], [], 'shorter'),
    ([np.zeros((1, 2), int)] * 2, [np.zeros((1, 2), int), np.zeros((2, 1), int)],
     'photo 1: truth has shape'),
    ([], [], 'no photo was scored'),
    (np.zeros((1, 2), int), np.zeros((1, 2), int), 'photo 0: .*one photo')])
def test_plain_function_refuses(truths, predictions, words):
    with pytest.raises(ValueError, match=words):
        score_labels(truths, predictions)


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
    ({'n_class': 1 << 17}, 'n_class'),
    ({'n_class': 2, 'class_names': 'abc'}, 'must be 2 different names, not 3'),
    ({'n_class': 2, 'class_names': 'aa'}, '1 of them different')])
def test_bad_arguments_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        SegmentationScores(**arguments)


def test_metrics_do_not_load_chainer():
    code = ('import sys, fashionseg.metrics; '
            'assert not {"chainer", "cv2", "torch"} & set(sys.modules)')
    subprocess.run([sys.executable, '-c', code], check=True)
