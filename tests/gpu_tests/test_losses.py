"""Each loss and its gradient, on a device in single precision, against double."""

import functools

import chainer
import numpy as np
import pytest

from fashionseg.functions import (
    image_pyramid_loss, label_pooling_loss, segmentation_loss,
    segmentation_pyramid_loss)
from tests.gpu_tests.places import assert_close, compute, each_device

SIZES = {i: 224 >> i for i in range(5)}
CELLS = {1: 56, 2: 28, 3: 14, 4: 7, 5: 3, 6: 1}
# Name -> loss of (scores, x, t), channels of the scores, level -> side.
LOSSES = {
    'segmentation': (lambda scores, x, t: segmentation_loss(scores[0], t), 14,
                     {0: 224}),
    'ipl area': (lambda scores, x, t: image_pyramid_loss(scores, x, 'area'), 3, SIZES),
    'ipl nearest': (
        lambda scores, x, t: image_pyramid_loss(scores, x, 'nearest'), 3, SIZES),
    'spl binary': (
        lambda scores, x, t: segmentation_pyramid_loss(scores, t, 'binary'), 14, SIZES),
    'spl cross-entropy': (
        lambda scores, x, t: segmentation_pyramid_loss(scores, t, 'cross-entropy'), 14,
        SIZES),
    'lpl': (lambda scores, x, t: label_pooling_loss(scores, t), 14, CELLS)}


def run(name, dtype, device):
    loss_of, channels, sides = LOSSES[name]
    device = chainer.get_device(device)
    device.use()
    random = np.random.RandomState(0)
    scores = {i: chainer.Variable(device.send(
        3 * random.randn(2, channels, side, side).astype(dtype)))
        for i, side in sides.items()}
    coarse = random.randint(0, 14, (2, 28, 28)).astype(np.int32)
    t = coarse.repeat(8, axis=1).repeat(8, axis=2)
    x = random.rand(2, 3, 224, 224).astype(dtype)
    loss = loss_of(scores, *device.send((x, t)))
    loss.backward()
    found = {'loss': loss.array, **{
        f'gradient {i}': z.grad for i, z in scores.items() if z.grad is not None}}
    return {key: chainer.get_device('@numpy').send(array)
            for key, array in found.items()}


@functools.lru_cache(maxsize=None)
def expected(name):
    return compute(run, name, 'd', device='@numpy', engine='chainer')


@each_device
@pytest.mark.parametrize('name', LOSSES)
def test_loss_and_gradients(device, name):
    found = compute(run, name, 'f', device=device, engine='chainer')
    assert len(found) > 1
    assert all(array.dtype == np.float32 for array in found.values())
    assert_close(found, expected(name), 1e-5)
