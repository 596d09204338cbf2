"""Whole networks: Table II by hand, A to H among themselves, the baselines."""

import json
import pathlib

import chainer
import numpy as np
import pytest

from fashionseg.configurations import PROFILES, make_net
from fashionseg.costs import NETWORKS, count_networks
from tests.links_tests.hand_table_2 import (
    IMAGE_PYRAMID, INFERENCE, ROWS, SEGMENTATION_PYRAMID, n_param)

COMMITTED = pathlib.Path(__file__).parents[2] / 'data/results/costs/costs.json'
LEVEL_SIDES = {0: 112, 1: 56, 2: 28, 3: 14, 4: 7, 5: 3, 6: 1}
# Functions that do a few operations for each number.
CHEAP = {
    'Add', 'AveragePooling2D', 'BroadcastTo', 'Concat', 'FixedBatchNormalization',
    'Identity', 'LocalResponseNormalization', 'MaxPoolingND', 'Mean', 'ReLU',
    'ResizeImages', 'Sigmoid', 'Unpooling2D', 'Upsampling2D'}


def table_2_flop(name):
    """Multiplications and additions of a block of Table II."""
    in_channels, convolutions, side = ROWS[name]
    if name[0] in 'cd':  # they unpool after their convolutions
        side = LEVEL_SIDES[int(name[1])]
    products = 0
    for filters, ksize, _, _ in convolutions:
        products += side * side * filters * in_channels * ksize * ksize
        in_channels = filters
    return 2 * products


def total(names):
    return sum(map(table_2_flop, names))


def unet_flop(filters):
    """Forward pass of U-Net at 224 x 224."""
    sides = [224 >> level for level in range(len(filters))]
    products, n_in = 0, 3
    for n, side in zip(filters, sides):
        products += side ** 2 * 9 * (n_in * n + n * n)
        n_in = n
    for n, side in list(zip(filters, sides))[-2::-1]:
        # A quarter of the pixels of 2 n channels, each spread over 2 x 2.
        products += (side // 2) ** 2 * 2 * n * n * 4
        products += side ** 2 * 9 * (2 * n * n + n * n)
    return 2 * (products + 224 ** 2 * filters[0] * 14)


def segnet_flop():
    there = [(3, 64, 224), (64, 64, 224), (64, 128, 112), (128, 128, 112),
             (128, 256, 56), (256, 256, 56), (256, 256, 56), (256, 512, 28),
             (512, 512, 28), (512, 512, 28)] + 3 * [(512, 512, 14)]
    back = sum(n * m * side ** 2 for n, m, side in there[1:])
    products = sum(n * m * side ** 2 for n, m, side in there) + back
    return 2 * 9 * (products + 64 * 14 * 224 ** 2)


def test_table_2_in_gflop():
    assert round(total(INFERENCE) / 1e9, 1) == 52.2
    assert round(total(ROWS) / 1e9, 1) == 63.5
    # The largest layer of all, L0's first: (128 + 14 + 32) -> 128 at 224 x 224.
    assert round(2 * 174 * 128 * 9 * 224 ** 2 / 1e9, 1) == 20.1


@pytest.fixture(scope='module')
def full_size(no_arithmetic):
    """Counts of A at full width."""
    return count_networks({'A': NETWORKS['A']}, PROFILES['paper'])['A']


def test_a_at_full_width(full_size):
    assert full_size['n_param'] == sum(map(n_param, ROWS))
    assert full_size['inference_flop'] == total(INFERENCE)
    assert full_size['forward_flop'] == total(ROWS)
    # Backward is twice as much, but for the gradient by the photo, which nobody reads.
    first = 2 * 224 * 224 * 32 * 3 * 25
    assert full_size['training_flop'] == 3 * total(ROWS) - first


@pytest.fixture(scope='module')
def narrow(no_arithmetic):
    profile = PROFILES['quick']._replace(width=1 / 32, divisor=8, n_middle=1)
    return count_networks(NETWORKS, profile)


def test_a_to_h(narrow):
    assert len({narrow[name]['inference_flop'] for name in 'ABCDEFGH'}) == 1
    assert len({narrow[name]['inference_reads'] for name in 'ABCDEFGH'}) == 1
    for key in ('n_param', 'forward_flop', 'training_flop'):
        a, b, c, d, e, f, g, h = (narrow[name][key] for name in 'ABCDEFGH')
        # Label pooling reads what is there anyway; the other two add up.
        assert (a, c, e, g) == (b, d, f, h)
        assert h < c < e < a
        assert a - h == (c - h) + (e - h)
    for row in narrow.values():
        assert row['inference_flop'] <= row['forward_flop']
        assert 2.8 < row['training_flop'] / row['forward_flop'] < 3


def test_variants(narrow):
    def forward(name):
        return narrow[name]['forward_flop']

    assert narrow['unet unet64']['inference_flop'] == unet_flop((8, 16, 32, 64, 128))
    assert narrow['unet unet32']['inference_flop'] == unet_flop((4, 8, 16, 32, 64))
    assert forward('segnet basic') < forward('segnet full')
    assert forward('pspnet resnet50') < forward('pspnet resnet101')
    assert (forward('deeplabv3plus xception65-stride16')
            < forward('deeplabv3plus xception65')
            < forward('deeplabv3plus resnet101'))
    for name, row in narrow.items():
        if name not in 'ABCDEFGH':
            assert row['inference_flop'] == row['forward_flop']


@pytest.mark.parametrize('name', [
    'H', 'unet unet64', 'deeplabv3plus xception65', 'pspnet resnet50', 'segnet full',
    'segnet basic'])
def test_no_other_matrix_products(name, tiny, no_arithmetic):
    configuration, variant = NETWORKS[name]
    net = make_net(configuration, tiny, variant=variant)
    seen = set()

    class Watch(chainer.FunctionHook):
        def forward_postprocess(self, function, in_data):
            seen.add(function.label)

    with Watch():
        net.segment(np.zeros((1, 3, 224, 224), np.float32))
    counted = {'Convolution2DFunction', 'Deconvolution2DFunction'}
    assert {label.replace('_ + _', 'Add') for label in seen} <= CHEAP | counted


def test_committed_counts(full_size):
    rows = json.loads(COMMITTED.read_text())['rows']
    assert list(rows) == list(NETWORKS)
    assert rows['A'] == full_size
    for name, row in rows.items():
        if len(name) == 1:
            extra = set()
            if name in 'ABCD':
                extra |= IMAGE_PYRAMID
            if name in 'ABEF':
                extra |= SEGMENTATION_PYRAMID
            assert row['inference_flop'] == total(INFERENCE)
            assert row['forward_flop'] == total(INFERENCE | extra)
            assert row['n_param'] == sum(map(n_param, INFERENCE | extra))
    filters = np.array((64, 128, 256, 512, 1024))
    assert rows['unet unet64']['inference_flop'] == unet_flop(filters.tolist())
    assert rows['unet unet32']['inference_flop'] == unet_flop((filters // 2).tolist())
    assert rows['segnet full']['inference_flop'] == segnet_flop()
