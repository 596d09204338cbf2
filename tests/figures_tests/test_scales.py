"""Nearest neighbour loses small things; hand-made labels say which."""

import numpy as np
import pytest

from fashionseg.figures.lost_classes import lost_classes
from fashionseg.figures.nearest_scales import nearest_scales


@pytest.fixture
def label():
    """One pixel of 7, one of 3 where the first scales look, a square of 5."""
    label = np.zeros((224, 224), np.int32)
    label[1, 1] = 7
    label[8, 8] = 3
    label[64:128, 64:128] = 5
    return label


def test_lost_classes(label):
    assert lost_classes(label) == {
        56: (7,), 28: (7,), 14: (3, 7), 7: (3, 7), 3: (3, 7), 1: (3, 5, 7)}


def test_background_can_be_lost():
    label = np.full((224, 224), 9)
    label[1:3, 1:3] = 0
    assert lost_classes(label) == {size: (0,) for size in (56, 28, 14, 7, 3, 1)}


def test_scales_take_the_first_pixel_of_each_cell(label):
    scales = nearest_scales(label)
    assert list(scales) == [224, 56, 28, 14, 7, 3, 1]
    np.testing.assert_array_equal(scales[224], label)
    for size in (56, 28, 14, 7):
        np.testing.assert_array_equal(scales[size],
                                      label[::224 // size, ::224 // size])
    # 7 -> 3 takes cells 0, 2, 4.
    np.testing.assert_array_equal(scales[3], [[0, 0, 0], [0, 5, 0], [0, 0, 0]])
    np.testing.assert_array_equal(scales[1], [[0]])
