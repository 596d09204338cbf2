"""Every reading of the metrics on two small photos, by hand."""

import numpy as np
import pytest

from fashionseg.classes import N_CLASS
from fashionseg.questions import measure_scores


def _enlarge(pattern, side):
    return np.kron(np.array(pattern, np.uint8), np.ones((side, side), np.uint8))


class TwoPhotos:
    """224 x 224 photos of 2 x 2 blocks; the second photo has its own size, 448."""

    truths = [[[0, 1], [1, 0]], [[0, 0], [0, 2]]]
    predictions = [[[0, 1], [1, 1]], [[0, 0], [0, 0]]]

    def __len__(self):
        return 2

    def __getitem__(self, i):
        label = _enlarge(self.truths[i], (112, 224)[i])
        if i == 1:
            label[0, 1] = 2  # a pixel that nearest neighbour does not take
        return np.zeros(label.shape + (3,), np.uint8), label


def _segment():
    left = list(TwoPhotos.predictions)
    return lambda x: np.stack([_enlarge(left.pop(0), 112) for _ in x]).astype(np.int32)


@pytest.fixture(scope='module')
def readings():
    return measure_scores(_segment(), TwoPhotos(), batch_size=1)


def test_chosen(readings):
    # Photo 1: class 0 1/2, class 1 2/3. Photo 2: class 0 3/4, class 2 0.
    assert readings['chosen']['miou'] == pytest.approx((5 / 8 + 2 / 3 + 0) / 3)
    # mIoU+, photo 1, class 0: truth has two pieces, the best IoUs 1 and 0, so 1/2.
    # Class 1: two pieces of 1/3 each. Photo 2 as IoU.
    assert readings['chosen']['miou_plus'] == pytest.approx(
        ((1 / 2 + 3 / 4) / 2 + 1 / 3 + 0) / 3)


def test_eight_neighbours(readings):
    # The diagonal blocks of photo 1 are one piece: class 0 1/2, class 1 2/3.
    assert readings['connectivity']['miou'] == readings['chosen']['miou']
    assert readings['connectivity']['miou_plus'] == pytest.approx(
        (5 / 8 + 2 / 3 + 0) / 3)


def test_absent_classes_count_1(readings):
    # Class 1 is missing in photo 2, class 2 in photo 1.
    assert readings['absent']['miou'] == pytest.approx(
        (5 / 8 + (2 / 3 + 1) / 2 + (1 + 0) / 2) / 3)
    assert readings['absent']['miou_plus'] == pytest.approx(
        (5 / 8 + (1 / 3 + 1) / 2 + (1 + 0) / 2) / 3)


def test_ratio_of_sums(readings):
    # In blocks: class 0 (1 + 3) / (2 + 4), class 1 2/3, class 2 0/1.
    assert readings['pooled'] == {
        'miou': pytest.approx((4 / 6 + 2 / 3 + 0) / 3)}


def test_without_background(readings):
    assert readings['no_background']['miou'] == pytest.approx((2 / 3 + 0) / 2)
    assert readings['no_background']['miou_plus'] == pytest.approx((1 / 3 + 0) / 2)


def test_classes_of_a_photo_first(readings):
    assert readings['photo_mean']['miou'] == pytest.approx(
        ((1 / 2 + 2 / 3) / 2 + (3 / 4 + 0) / 2) / 2)
    assert readings['photo_mean']['miou_plus'] == pytest.approx(
        ((1 / 2 + 1 / 3) / 2 + (3 / 4 + 0) / 2) / 2)


def test_own_size_sees_the_small_pixel(readings):
    # Photo 2 at 448: class 0 has 3 * 224^2 - 1 of 448^2 pixels. Class 2 stays at 0.
    one = (3 * 224 ** 2 - 1) / 448 ** 2
    assert readings['own_size']['miou'] == pytest.approx(
        ((1 / 2 + one) / 2 + 2 / 3 + 0) / 3, abs=1e-12)
    assert readings['own_size']['miou'] != readings['chosen']['miou']


def test_batches_change_nothing(readings):
    assert measure_scores(_segment(), TwoPhotos(), batch_size=4) == readings


def test_a_map_of_nothing_but_background():
    class Background(TwoPhotos):
        truths = predictions = [[[0, 0], [0, 0]]] * 2

        def __getitem__(self, i):
            label = _enlarge(self.truths[i], 112)
            return np.zeros(label.shape + (3,), np.uint8), label

    readings = measure_scores(
        lambda x: np.zeros((len(x), 224, 224), np.int32), Background())
    assert readings['chosen'] == {'miou': 1, 'miou_plus': 1}
    assert readings['no_background'] == {'miou': None, 'miou_plus': None}
    assert N_CLASS == 14
