import numpy as np
import pytest

from fashionseg.metrics import photo_iou


def test_hand_worked_fractions():
    truth = np.array([[0, 0, 1, 1],
                      [0, 0, 1, 1],
                      [0, 0, 2, 2]], np.uint8)
    prediction = np.array([[0, 0, 0, 1],
                           [0, 0, 1, 1],
                           [0, 3, 3, 0]], np.uint8)
    # Background: 5 shared of 6 and 7. Bag: 3 of 4. Belt missed, boots invented,
    # footwear in neither.
    result = photo_iou(truth, prediction, 5)
    assert result[:4] == pytest.approx([5 / 8, 3 / 4, 0, 0])
    assert np.isnan(result[4])


def test_small_integer_types_do_not_overflow():
    label = np.full((200, 200), 13, np.uint8)
    assert photo_iou(label, label, 14)[13] == 1
    assert photo_iou(label.astype(np.int8), label, 14)[13] == 1
