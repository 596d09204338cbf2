"""Each option of READINGS changes a number, and which one is known by hand."""

import math

import chainer
import numpy as np
import pytest

from fashionseg.configurations import READINGS
from fashionseg.metrics import SegmentationScores
from fashionseg.functions import image_pyramid_loss, segmentation_pyramid_loss


def test_every_reading_is_here():
    assert set(READINGS) == {
        'decay', 'spl_form', 'image_scaling', 'connectivity', 'absent'}


def _levels(n_channel, value, hot=None):
    scores = {}
    for i in range(1, 5):
        score = np.full((1, n_channel, 32 // 2 ** i, 32 // 2 ** i), 0., np.float32)
        score[:, slice(None) if hot is None else hot] = value
        scores[i] = chainer.Variable(score)
    return scores


@pytest.mark.parametrize('form, expected', [
    # All classes have p = 1/14: minus log of it, against the mean over 14 channels.
    ('cross-entropy', math.log(14)),
    ('binary', (math.log(14) + 13 * math.log(14 / 13)) / 14)])
def test_spl_form(form, expected):
    assert form in READINGS['spl_form'].choices
    labels = np.zeros((1, 32, 32), np.int32)
    loss = segmentation_pyramid_loss(_levels(14, 0), labels, form)
    assert float(loss.array) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize('scaling, mean', [('nearest', 1), ('area', 1 / 4)])
def test_image_scaling(scaling, mean):
    assert scaling in READINGS['image_scaling'].choices
    x = np.zeros((1, 3, 32, 32), np.float32)
    x[:, :, ::2, ::2] = 1  # one pixel of four, the one that nearest neighbour takes
    loss = image_pyramid_loss(_levels(3, 1), x, scaling)
    # log(1 + e^z) - t z with z = 1, and the mean of t.
    assert float(loss.array) == pytest.approx(math.log(1 + math.e) - mean, rel=1e-5)


DIAGONAL = np.array([[1, 0], [0, 1]], np.uint8)
FULL = np.array([[1, 1], [1, 1]], np.uint8)


@pytest.mark.parametrize('connectivity, expected', [
    # Class 1: two pieces of IoU 1/4, or one of 2/4; class 0 is in the truth only.
    (4, (0 + 1 / 4) / 2), (8, (0 + 1 / 2) / 2)])
def test_connectivity(connectivity, expected):
    assert connectivity in READINGS['connectivity'].choices
    scores = SegmentationScores(connectivity=connectivity)
    scores.update(DIAGONAL, FULL)
    computed = scores.compute()
    assert computed['miou_plus'] == pytest.approx(expected)
    assert computed['miou'] == pytest.approx((0 + 1 / 2) / 2)


@pytest.mark.parametrize('absent, expected', [
    # Photo 2 is background alone, without class 1.
    ('left-out', ((0 + 1) / 2 + 1 / 2) / 2),
    ('one', ((0 + 1) / 2 + (1 / 2 + 1) / 2) / 2)])
def test_absent(absent, expected):
    assert absent in READINGS['absent'].choices
    scores = SegmentationScores(absent=absent)
    scores.update(DIAGONAL, FULL)
    scores.update(np.zeros((2, 2), np.uint8), np.zeros((2, 2), np.uint8))
    assert scores.compute()['miou'] == pytest.approx(expected)
