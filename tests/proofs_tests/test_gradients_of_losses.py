"""Numerical gradients of every loss by every score that it reads (Eqs. 3 to 7, 15)."""

import pathlib
import re

import fashionseg
import chainer
from chainer import gradient_check
import numpy as np
import pytest

from fashionseg.functions import (
    guided_loss, image_pyramid_loss, label_pooling_loss, segmentation_loss,
    segmentation_pyramid_loss)
from fashionseg.functions.binary_cross_entropy import binary_cross_entropy
from fashionseg.functions.softmax_binary_cross_entropy import (
    softmax_binary_cross_entropy)

K = 4
SIDE = 32


def scores(channels, sides, seed=0):
    random = np.random.RandomState(seed)
    return [2 * random.randn(2, channels, side, side) for side in sides]


def labels(side):
    return np.random.RandomState(3).randint(0, K, (2, side, side)).astype(np.int32)


def photos():
    return np.random.RandomState(4).rand(2, 3, SIDE, SIDE)


def numbered(arrays, first=1):
    return dict(enumerate(arrays, first))


PYRAMID = [SIDE // 2, SIDE // 4, SIDE // 8, SIDE // 16]
PRESENCE = [56, 28, 14, 7, 3, 1]
LOSSES = {
    'Eq. 3': (lambda z: segmentation_loss(z, labels(9)), scores(K, [9])),
    'Eq. 4': (lambda z: binary_cross_entropy(z, photos()), scores(3, [SIDE])),
    'Eq. 5': (lambda *z: image_pyramid_loss(numbered(z), photos()),
              scores(3, PYRAMID)),
    'Eq. 5, nearest': (
        lambda *z: image_pyramid_loss(numbered(z), photos(), 'nearest'),
        scores(3, PYRAMID)),
    'Eq. 6 of one level': (
        lambda z: softmax_binary_cross_entropy(z, labels(9)), scores(K, [9])),
    'Eq. 6': (lambda *z: segmentation_pyramid_loss(numbered(z), labels(SIDE)),
              scores(K, PYRAMID)),
    'Eq. 6, cross-entropy': (
        lambda *z: segmentation_pyramid_loss(
            numbered(z), labels(SIDE), 'cross-entropy'), scores(K, PYRAMID)),
    'Eq. 7': (lambda *z: label_pooling_loss(numbered(z), labels(224)),
              scores(K, PRESENCE)),
}


@pytest.mark.parametrize('scale', [1., .01, 5.])
@pytest.mark.parametrize('name', LOSSES)
def test_every_loss(name, scale):
    function, arrays = LOSSES[name]
    arrays = tuple(scale * array for array in arrays)
    gradient_check.check_backward(
        function, arrays, np.full((), 1.7), dtype='d', eps=1e-4, atol=1e-9, rtol=1e-6)


@pytest.mark.parametrize('name', LOSSES)
def test_single_scores(name):
    function, arrays = LOSSES[name]
    variables = [chainer.Variable(array.copy()) for array in arrays]
    function(*variables).backward()
    random = np.random.RandomState(5)
    for variable in variables:
        for _ in range(2):
            place = tuple(random.randint(0, n) for n in variable.shape)
            kept, ends = variable.array[place], []
            for step in (1e-4, -1e-4):
                variable.array[place] = kept + step
                ends.append(float(function(*variables).array))
            variable.array[place] = kept
            slope = (ends[0] - ends[1]) / 2e-4
            assert variable.grad[place] == pytest.approx(slope, rel=1e-4, abs=1e-10)
            assert slope != 0


def test_weighted_mean_of_all():
    def function(score, b, segmentation, presence):
        terms = {
            'segmentation': segmentation_loss(score, labels(SIDE)),
            'ipl': image_pyramid_loss(numbered([b] + b_rest), photos()),
            'spl': segmentation_pyramid_loss(
                numbered([segmentation] + s_rest), labels(SIDE)),
            'lpl': label_pooling_loss(numbered([presence] + d_rest), labels(224))}
        return guided_loss(terms, {'ipl': .5, 'spl': 2., 'lpl': .25})

    b, *b_rest = scores(3, PYRAMID, 6)
    segmentation, *s_rest = scores(K, PYRAMID, 7)
    presence, *d_rest = scores(K, PRESENCE, 8)
    b_rest, s_rest, d_rest = ([chainer.Variable(z) for z in rest]
                              for rest in (b_rest, s_rest, d_rest))
    gradient_check.check_backward(
        function, (scores(K, [SIDE])[0], b, segmentation, presence), np.ones(()),
        dtype='d', eps=1e-4, atol=1e-9, rtol=1e-6)


def test_no_function_with_a_gradient_of_its_own_is_left_out():
    sources = pathlib.Path(fashionseg.__file__).parent.rglob('*.py')
    found = {name for source in sources for name in re.findall(
        r'^class (\w+)\(.*(?:Function|Node)\)', source.read_text(), re.MULTILINE)}
    # Those of the losses above, of Eq. 4 and Eq. 6 of one level too; that of chains of
    # convolutions in test_gradients_of_chains.py; that of a convolution with its
    # normalization, beside Chainer's nodes, in baselines_tests/test_joined_blocks.py.
    assert found == {'LossNode', '_SoftmaxCrossEntropy', '_BinaryCrossEntropy',
                     '_SoftmaxBinaryCrossEntropy', '_ConvolutionChain',
                     '_NormalizedConvolution'}
