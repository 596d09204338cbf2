"""Single layers, counted by hand."""

import contextlib

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
import chainer.links as L

from fashionseg.costs import OperationCount
from fashionseg.engines import use_engine
from tests.costs_tests.conftest import zero_convolutions

# layer, shape of its input, multiplications of one forward pass
LAYERS = {
    # 8 x 10 outputs of 6 channels, each a sum of 4 x 9 products; two photos.
    '3x3': (lambda: L.Convolution2D(4, 6, 3, pad=1), (2, 4, 8, 10),
            2 * 8 * 10 * 6 * 4 * 9),
    'no bias': (lambda: L.Convolution2D(4, 6, 3, pad=1, nobias=True), (2, 4, 8, 10),
                2 * 8 * 10 * 6 * 4 * 9),
    '1x1': (lambda: L.Convolution2D(4, 6, 1), (1, 4, 8, 10), 8 * 10 * 6 * 4),
    # The first layer of E0: 8 -> 4 and 10 -> 5.
    'stride 2': (lambda: L.Convolution2D(4, 6, 4, 2, 1), (1, 4, 8, 10),
                 4 * 5 * 6 * 4 * 16),
    # E5's: 7 -> 3.
    'stride 3': (lambda: L.Convolution2D(4, 6, 3, 3, 1), (1, 4, 7, 7),
                 3 * 3 * 6 * 4 * 9),
    # Taps 2 apart reach over 5 pixels: 9 -> 5.
    'dilated': (lambda: L.Convolution2D(4, 6, 3, dilate=2), (1, 4, 9, 9),
                5 * 5 * 6 * 4 * 9),
    # Each of 6 outputs sees 2 of 4 channels.
    'grouped': (lambda: L.Convolution2D(4, 6, 3, pad=1, groups=2), (1, 4, 8, 8),
                8 * 8 * 6 * 2 * 9),
    'depthwise': (lambda: L.Convolution2D(6, 6, 3, pad=1, groups=6), (1, 6, 8, 8),
                  8 * 8 * 6 * 9),
    # Each of 5 x 7 inputs of 6 channels is spread over 3 channels of 2 x 2.
    'deconvolution': (lambda: L.Deconvolution2D(6, 3, 2, stride=2), (1, 6, 5, 7),
                      5 * 7 * 6 * 3 * 4),
    'grouped deconvolution': (
        lambda: L.Deconvolution2D(6, 4, 2, stride=2, groups=2), (1, 6, 5, 7),
        5 * 7 * 6 * 2 * 4),
}


@pytest.fixture(params=LAYERS)
def layer(request):
    make, shape, products = LAYERS[request.param]
    return make(), np.ones(shape, np.float32), products


def test_forward(layer):
    link, x, products = layer
    with OperationCount(link) as count:
        link(x)
    assert count.flop == 2 * products
    assert count.reads == x.size


def test_prediction_counts_like_training(layer):
    link, x, products = layer
    with OperationCount(link) as count:
        with chainer.using_config('train', False), chainer.no_backprop_mode():
            link(x)
    assert count.flop == 2 * products


@pytest.mark.parametrize('is_first', [True, False])
def test_backward(layer, is_first):
    """One more for the filters, one for the input: a photo needs no gradient."""
    link, x, products = layer
    with OperationCount(link) as count:
        F.sum(link(x if is_first else chainer.Variable(x))).backward()
    assert count.flop == 2 * products * (2 if is_first else 3)


def test_layers_add_up_and_cheap_functions_do_not():
    link = chainer.Sequential(
        L.Convolution2D(2, 4, 1), L.BatchNormalization(4), F.relu,
        lambda x: F.max_pooling_2d(x, 2), lambda x: F.resize_images(x, (8, 8)),
        L.Convolution2D(4, 3, 1))
    with OperationCount(link) as count:
        link(np.ones((1, 2, 8, 8), np.float32))
    assert count.flop == 2 * 64 * (2 * 4 + 4 * 3)
    # Read by convolution, normalization, ReLU, pooling, resizing, convolution.
    assert count.reads == 64 * (2 + 4 + 4 + 4 + 4 / 4 + 4)


def test_only_what_runs_inside():
    link = L.Convolution2D(2, 4, 1)
    x = np.ones((1, 2, 8, 8), np.float32)
    count = OperationCount(link)
    link(x)
    with count:
        link(x)
    link(x)
    assert count.flop == 2 * 64 * 8


def test_arithmetic_does_not_matter(layer):
    """Neither the project's engines nor one that gives zeros change a count."""
    use_engine()
    link, x, products = layer
    sums = []
    for engine in (contextlib.nullcontext(), zero_convolutions()):
        with engine, OperationCount(link) as count:
            y = link(x)
            F.sum(y).backward()
        sums.append(np.abs(y.array).sum())
        assert count.flop == 4 * products
    assert sums[0] > 0 == sums[1]
