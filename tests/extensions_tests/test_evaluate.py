import chainer
import numpy as np
import pytest

from fashionseg.classes import CLASS_NAMES
from fashionseg.extensions import SegmentationEvaluator, evaluate

BACKGROUND, BAG = CLASS_NAMES[:2]


def _halves(left, right):
    label = np.full((224, 224), left)
    label[:, 112:] = right
    return label


# Photo k is of one brightness, 10 k, by which the stub knows it.
TRUTHS = [_halves(0, 1), _halves(0, 0), _halves(1, 1)]
PREDICTIONS = [_halves(0, 0), _halves(0, 0), _halves(1, 1)]


class Photos:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return (np.full((224, 224, 3), 10 * i, np.uint8), TRUTHS[i].astype(np.uint8))


class Stub:
    def __init__(self):
        self.seen = []

    def segment(self, x):
        assert x.dtype == np.float32 and x.shape[1:] == (3, 224, 224)
        numbers = [round(float(photo.mean()) * 25.5) for photo in x]
        self.seen.append(numbers)
        return np.stack([PREDICTIONS[k] for k in numbers])


# The background is in photos 0 and 1: (1/2 + 1) / 2. The bag is in photos 0 and 2,
# and missed in one: (0 + 1) / 2. Every photo holds a class in one piece, so that IoU+
# is IoU. Pooled, in photos: background (1/2 + 1) of (1 + 1), bag 1 of (1/2 + 1).
IOU = {BACKGROUND: 3 / 4, BAG: 1 / 2}
POOLED = {BACKGROUND: 3 / 4, BAG: 2 / 3}


@pytest.mark.parametrize('batch_size, batches', [
    (1, [[0], [1], [2]]), (2, [[0, 1], [2]]), (4, [[0, 1, 2]])])
def test_scores_by_hand(batch_size, batches):
    net = Stub()
    scores = evaluate(net.segment, Photos(), batch_size=batch_size)
    assert net.seen == batches
    assert scores['miou'] == scores['miou_plus'] == pytest.approx(5 / 8)
    assert scores['pooled_miou'] == pytest.approx(17 / 24)
    for name, by_hand in (('iou', IOU), ('iou_plus', IOU), ('pooled_iou', POOLED)):
        assert set(scores[name]) == set(CLASS_NAMES)
        for class_name, value in scores[name].items():
            assert value == (pytest.approx(by_hand[class_name])
                             if class_name in by_hand else None)


def test_connectivity_is_passed_on():
    label = np.zeros((224, 224), int)
    label[:112, :112] = label[112:, 112:] = 1  # two squares that touch at a corner

    class Checkers(Photos):
        def __len__(self):
            return 1

        def __getitem__(self, i):
            return np.zeros((224, 224, 3), np.uint8), label.astype(np.uint8)

    def segment(x):
        prediction = label.copy()
        prediction[112:, 112:] = 0
        return prediction[None]

    # One of two pieces is found: the smaller of CCSS 1 and 1/2. As one piece: 1/2 of
    # the area both ways. The background's pieces: 2, of which one grew to 3 of 4
    # quarters with both pieces in it; each overlaps it in a third.
    four = evaluate(segment, Checkers(), connectivity=4)['iou_plus']
    eight = evaluate(segment, Checkers(), connectivity=8)['iou_plus']
    assert four == {**dict.fromkeys(CLASS_NAMES), BACKGROUND: pytest.approx(1 / 3),
                    BAG: pytest.approx(1 / 2)}
    assert eight == {**dict.fromkeys(CLASS_NAMES), BACKGROUND: pytest.approx(2 / 3),
                     BAG: pytest.approx(1 / 2)}


def test_evaluator_reports_each_score_under_its_key():
    net = Stub()
    observation = {}
    with chainer.Reporter().scope(observation):
        returned = SegmentationEvaluator(net, Photos(), batch_size=2)(None)
    assert net.seen == [[0, 1], [2]]
    expected = {'miou': 5 / 8, 'miou_plus': 5 / 8, 'pooled_miou': 17 / 24}
    for name, by_hand in (('iou', IOU), ('iou_plus', IOU), ('pooled_iou', POOLED)):
        expected.update((f'{name}/{key}', value) for key, value in by_hand.items())
    expected = {'evaluation/' + key: pytest.approx(value)
                for key, value in expected.items()}
    assert observation == expected and returned == expected
