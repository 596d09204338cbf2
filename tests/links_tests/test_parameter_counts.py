"""Parameters of the paper's network: exact numbers, from two sides."""

import chainer
import numpy as np
import pytest

from fashionseg.configurations import TABLE_5
from fashionseg.links import FashionSegNet, convolutions
from tests.links_tests.hand_table_2 import (
    IMAGE_PYRAMID, INFERENCE, ROWS, SEGMENTATION_PYRAMID, n_param)

COUNTS = {'A': 94064660, 'B': 94064660, 'C': 92239324, 'D': 92239324,
          'E': 93504520, 'F': 93504520, 'G': 91679184, 'H': 91679184}


def blocks_of(configuration):
    weights = TABLE_5[configuration]
    return (INFERENCE | (IMAGE_PYRAMID if weights.alpha else set())
            | (SEGMENTATION_PYRAMID if weights.beta else set()))


class Untouched(chainer.initializer.Initializer):
    """Leaves the memory as it came: the shapes are built, the numbers are not."""

    def __call__(self, array):
        pass


@pytest.fixture
def full_size(monkeypatch):
    """Builds the net of a configuration at width 1."""
    monkeypatch.setattr(convolutions, 'LeCunNormal', Untouched)
    return lambda configuration: FashionSegNet(
        image_pyramid=TABLE_5[configuration].alpha > 0,
        segmentation_pyramid=TABLE_5[configuration].beta > 0)


@pytest.mark.parametrize('configuration', sorted(COUNTS))
def test_count_by_hand(configuration):
    assert sum(map(n_param, blocks_of(configuration))) == COUNTS[configuration]


@pytest.mark.parametrize('configuration, same', ['AB', 'CD', 'EF', 'GH'])
def test_count_of_the_network(full_size, configuration, same):
    assert full_size(configuration).count_params() == COUNTS[configuration]
    # They differ in gamma alone, which the network does not know.
    assert TABLE_5[configuration][:2] == TABLE_5[same][:2]
    assert COUNTS[configuration] == COUNTS[same]


def test_94_06_million():
    assert round(COUNTS['A'] / 1e6, 2) == 94.06


def test_differences_are_the_auxiliary_blocks():
    assert COUNTS['A'] - COUNTS['E'] == sum(map(n_param, IMAGE_PYRAMID)) == 560140
    assert COUNTS['A'] - COUNTS['C'] == (
        sum(map(n_param, SEGMENTATION_PYRAMID))) == 1825336


def test_every_convolution_has_the_printed_shape(full_size):
    net = full_size('A')
    assert {child.name for child in net.children()} == set(ROWS)
    for name, (in_channels, layers, _) in ROWS.items():
        block = net[name]
        assert len(block) == len(layers)
        assert block.count_params() == n_param(name)
        assert block.out_channels == layers[-1][0]
        for convolution, (filters, ksize, stride, pad) in zip(block, layers):
            assert convolution.W.shape == (filters, in_channels, ksize, ksize)
            assert convolution.b.shape == (filters,)
            assert convolution.W.dtype == np.float32
            assert convolution.stride == (stride, stride)
            assert convolution.pad == (pad, pad)
            in_channels = filters


@pytest.mark.parametrize('width', [1 / 16, .3])
def test_narrow_counts_follow_the_same_formula(width):
    def scaled(n):
        return n if n in (3, 14) else -(-int(np.ceil(n * width)) // 4) * 4

    def joined(name, in_channels):
        if name[0] in 'dl' and name != 'd6':  # 14 classes and 128 of C among them
            return scaled(in_channels - 142) + 14 + scaled(128)
        return scaled(in_channels)

    net = FashionSegNet(width=width)
    for name, (in_channels, layers, _) in ROWS.items():
        expected, n_in = 0, joined(name, in_channels)
        for filters, ksize, _, _ in layers:
            expected += (n_in * ksize ** 2 + 1) * scaled(filters)
            n_in = scaled(filters)
        assert net[name].count_params() == expected, name


def test_weights_are_lecun_normal_and_biases_zero():
    np.random.seed(0)
    net = FashionSegNet(width=1 / 8)
    for name in ROWS:
        for convolution in net[name]:
            weights = convolution.W.array
            fan_in = np.prod(weights.shape[1:])
            if weights.size > 5000:
                deviation = weights.std() * np.sqrt(fan_in)
                assert deviation == pytest.approx(1, abs=.05)
                assert abs(weights.mean()) * np.sqrt(fan_in) < .05
                kurtosis = ((weights - weights.mean()) ** 4).mean() / weights.var() ** 2
                assert kurtosis == pytest.approx(3, abs=.4)  # of a uniform: 1.8
            assert not convolution.b.array.any()
