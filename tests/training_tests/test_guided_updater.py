import chainer
import chainer.functions as F
import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.links import BaselineNet
from fashionseg.training import BatchIterator, GuidedTrainChain, GuidedUpdater
from fashionseg.transforms import TrainingTransform
from tests.training_tests.made_up_photos import Photos, TinyNet

ALPHA, BETA_1, BETA_2, EPS = 1e-3, .9, .999, 1e-8



def _iterator(batch_size=2):
    return BatchIterator(Photos(4), TrainingTransform(), batch_size, seed=0)


def _adam(param, m, v, step):
    """One step of Adam as its paper writes it."""
    grad = param.grad.astype(np.float64)
    m = BETA_1 * m + (1 - BETA_1) * grad
    v = BETA_2 * v + (1 - BETA_2) * grad ** 2
    rate = ALPHA * np.sqrt(1 - BETA_2 ** step) / (1 - BETA_1 ** step)
    return param.array - rate * m / (np.sqrt(v) + EPS), m, v


def test_steps_are_those_of_a_hand_written_loop():
    net = BaselineNet(TinyNet().s)
    twin = net.copy(mode='copy')
    optimizer = chainer.optimizers.Adam().setup(GuidedTrainChain(net))
    updater = GuidedUpdater(_iterator(), optimizer)
    by_hand = chainer.optimizers.Adam().setup(twin)
    iterator = _iterator()
    moments = {name: (0., 0.) for name, _ in twin.namedparams()}
    for step in (1, 2, 3):
        updater.update()
        x, t = iterator.next()
        twin.cleargrads()
        F.softmax_cross_entropy(twin(x).segmentation[0], t).backward()
        expected = {}
        for name, param in twin.namedparams():
            expected[name], *moments[name] = _adam(param, *moments[name], step)
        by_hand.update()
        ours = dict(net.namedparams())
        for name, param in twin.namedparams():
            np.testing.assert_allclose(ours[name].array, param.array, atol=1e-6)
            np.testing.assert_allclose(ours[name].array, expected[name], atol=1e-7)
    assert updater.iteration == 3 and updater.epoch == 1
    assert optimizer.epoch == 1  # Chainer counts it for schedules


def test_other_target():
    optimizer = chainer.optimizers.Adam().setup(TinyNet())
    with pytest.raises(TypeError, match='GuidedTrainChain'):
        GuidedUpdater(_iterator(), optimizer)


def test_description():
    optimizer = chainer.optimizers.Adam().setup(GuidedTrainChain(TinyNet()))
    updater = GuidedUpdater(_iterator(3), optimizer)
    assert updater.description() == 'one device, 3 photos in a step'


class OutOfMemoryError(Exception):
    """As CuPy and PyTorch call theirs."""


class HungryNet(TinyNet):
    def forward(self, x):
        raise OutOfMemoryError('no room for 7 bytes')


def test_memory_that_does_not_suffice():
    optimizer = chainer.optimizers.Adam().setup(GuidedTrainChain(HungryNet()))
    with pytest.raises(UserError, match='@numpy has too little memory .* --batch-size'):
        GuidedUpdater(_iterator(), optimizer).update()
