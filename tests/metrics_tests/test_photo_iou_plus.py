"""SS of one photo: fractions worked by hand, and a slow second derivation."""

import time

import hypothesis
import numpy as np
import pytest
import scipy.ndimage
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from fashionseg.metrics import photo_iou_plus

STRUCTURES = {4: [[0, 1, 0], [1, 1, 1], [0, 1, 0]], 8: np.ones((3, 3))}


def regions(label, k, connectivity):
    """Connected components of class k, each a set of pixels."""
    numbered, n = scipy.ndimage.label(label == k, STRUCTURES[connectivity])
    return [set(zip(*np.nonzero(numbered == j))) for j in range(1, n + 1)]


def ccss(ours, theirs):
    """Eq. 11, word for word."""
    return sum(max(len(u & v) / len(u | v) for v in theirs) for u in ours) / len(ours)


def slow_iou_plus(truth, prediction, n_class, connectivity):
    scores = []
    for k in range(n_class):
        u = regions(prediction, k, connectivity)
        v = regions(truth, k, connectivity)
        if u and v:
            scores.append(min(ccss(u, v), ccss(v, u)))
        else:
            scores.append(0. if u or v else np.nan)
    return scores


def test_split_blob():
    truth = np.array([[1, 1, 1, 1, 1]])
    prediction = np.array([[1, 1, 0, 1, 1]])
    # Prediction to truth: 2/5 and 2/5. Truth to prediction: best is 2/5.
    assert photo_iou_plus(truth, prediction, 2)[1] == pytest.approx(2 / 5)
    # Background is in the prediction only.
    assert photo_iou_plus(truth, prediction, 2)[0] == 0


def test_unequal_split_takes_the_smaller_direction():
    truth = np.array([[1, 1, 1, 1, 1]])
    prediction = np.array([[1, 1, 1, 0, 1]])
    # Prediction to truth: (3/5 + 1/5) / 2 = 2/5. Truth to prediction: 3/5.
    assert photo_iou_plus(truth, prediction, 2)[1] == pytest.approx(2 / 5)


def test_noise_pixel_costs_a_component():
    truth = np.zeros((4, 4), int)
    truth[:2, :2] = 1
    prediction = truth.copy()
    prediction[3, 3] = 1
    # Bag: (1 + 0) / 2 for two predicted regions; IoU would be 4/5.
    # Background: one region each, 11 of 12 pixels.
    result = photo_iou_plus(truth, prediction, 2)
    assert result == pytest.approx([11 / 12, 1 / 2])


def test_neighbour_of_another_class_does_not_join_regions():
    truth = np.array([[1, 2, 1]])
    prediction = np.array([[1, 1, 1]])
    # Bag: one region of 3 against two of 1: 1/3 both ways. Belt missed.
    assert photo_iou_plus(truth, prediction, 3)[1:] == pytest.approx([1 / 3, 0])


def test_diagonal_touch_under_both_connectivities():
    truth = np.array([[1, 1, 0, 0],
                      [1, 1, 0, 0],
                      [0, 0, 1, 1],
                      [0, 0, 1, 1]])
    prediction = np.array([[1, 1, 0, 0],
                           [1, 1, 0, 0],
                           [0, 0, 0, 0],
                           [0, 0, 0, 0]])
    # Bag, 4: two regions of 4, one found, one missed: (1 + 0) / 2. 8: 4 of 8.
    # Background, 4: two regions of 4 against one of 12: 4/12. 8: one of 8, 8/12.
    assert photo_iou_plus(truth, prediction, 2, 4) == pytest.approx([1 / 3, 1 / 2])
    assert photo_iou_plus(truth, prediction, 2, 8) == pytest.approx([2 / 3, 1 / 2])


def test_absent_and_one_sided_classes():
    result = photo_iou_plus(np.array([[0, 1]]), np.array([[0, 2]]), 4)
    assert result[:3] == pytest.approx([1, 0, 0])
    assert np.isnan(result[3])


def label_pairs(n_class=4):
    shape = st.tuples(st.integers(1, 7), st.integers(1, 7))
    return shape.flatmap(lambda s: hnp.arrays(
        np.uint8, (2,) + s, elements=st.integers(0, n_class - 1)))


@pytest.mark.parametrize('connectivity', [4, 8])
@hypothesis.given(label_pairs())
@hypothesis.settings(max_examples=100, deadline=None)
def test_equals_the_slow_derivation(connectivity, pair):
    result = photo_iou_plus(pair[0], pair[1], 4, connectivity)
    expected = slow_iou_plus(pair[0], pair[1], 4, connectivity)
    np.testing.assert_allclose(result, expected, atol=1e-12)


@hypothesis.given(label_pairs())
@hypothesis.settings(max_examples=100, deadline=None)
def test_symmetric_and_within_bounds(pair):
    there = photo_iou_plus(pair[0], pair[1], 4)
    np.testing.assert_allclose(there, photo_iou_plus(pair[1], pair[0], 4))
    assert np.all(np.isnan(there) | ((there >= 0) & (there <= 1 + 1e-12)))
    itself = photo_iou_plus(pair[0], pair[0], 4)
    assert np.all(np.isnan(itself) | (itself == 1))


def test_equals_the_slow_derivation_on_blobs_with_noise():
    random = np.random.RandomState(0)
    truth = random.randint(0, 14, (6, 5)).repeat(6, axis=0).repeat(7, axis=1)
    prediction = np.roll(truth, 2, axis=1)
    noise = random.rand(*truth.shape) < .05
    prediction[noise] = random.randint(0, 14, noise.sum())
    for connectivity in (4, 8):
        np.testing.assert_allclose(
            photo_iou_plus(truth, prediction, 14, connectivity),
            slow_iou_plus(truth, prediction, 14, connectivity), atol=1e-12)


def test_pure_noise_at_full_size_stays_fast():
    # About 43,000 regions on each side: a table of all pairs would take 15 GB.
    truth, prediction = np.random.RandomState(0).randint(
        0, 14, (2, 224, 224)).astype(np.uint8)
    start = time.perf_counter()
    photo_iou_plus(truth, prediction, 14)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize('wrong', [3, -1, 1 << 40])
def test_other_classes_are_refused(wrong):
    label = np.array([[0, wrong, 2]])
    for pair in ((label, label * 0), (label * 0, label)):
        with pytest.raises(ValueError, match='outside'):
            photo_iou_plus(*pair, 3)
