"""When passes are recorded, compared and given up; on a stand-in for the graph."""

import types
import warnings

import chainer
import numpy as np
import pytest

from fashionseg.links import FashionSegNet
from fashionseg.training import GuidedTrainChain, captured_loss
from fashionseg.training.captured_loss import CapturedLoss
from tests.training_tests.made_up_photos import TinyNet, make_batch


class Step:
    """Computes plainly what a graph would replay, times a factor."""

    factor = 1

    def __init__(self, chain, x, t):
        self.chain, self.shape, self.log = chain, x.shape, []
        self.weights = [param.array for param in chain.params()]

    def fits(self, x, t):
        return all(param.array is array
                   for param, array in zip(self.chain.params(), self.weights))

    def __call__(self, x, t, loss_scale):
        loss, arrays = self.chain.compute(x, t)
        self.chain.cleargrads()
        loss.backward(loss_scale=loss_scale)
        for param in self.chain.params():
            param.grad *= self.factor
        self.log.append(x)
        return arrays

    def free_memory(self):
        self.log.append('freed')


class Steps(list):
    """All that were made."""

    def record(self, captured, x, t):
        captured._step = Step(captured._chain, x, t)
        self.append(captured._step)


@pytest.fixture
def steps(monkeypatch):
    made = Steps()
    monkeypatch.setattr(CapturedLoss, '_is_on_gpu', staticmethod(lambda x: True))
    monkeypatch.setattr(CapturedLoss, '_record', lambda *args: made.record(*args))
    return made


@pytest.fixture
def chain():
    np.random.seed(0)
    return GuidedTrainChain(TinyNet(), 1, 1, 1)


@pytest.fixture(autouse=True)
def any_net(monkeypatch):
    monkeypatch.setattr(captured_loss, 'FashionSegNet', (FashionSegNet, TinyNet))


def gradients(loss_of, chain, *batch, scale=None):
    """What an optimizer does, and what the watch and Chainer hear."""
    heard = []
    chain.watch = types.SimpleNamespace(note=lambda link, terms: heard.append(terms))
    loss = loss_of(*batch)
    chain.cleargrads()
    loss.backward(loss_scale=scale)
    assert len(heard) == 1
    return float(heard[0]['loss']), [param.grad.copy() for param in chain.params()]


def assert_equal(found, expected):
    assert found[0] == expected[0]
    for one, other in zip(found[1], expected[1]):
        np.testing.assert_allclose(one, other, rtol=1e-6)


def batches(n):
    x, t = make_batch(n)
    return [(np.roll(x, k, axis=3), np.roll(t, k, axis=2)) for k in range(6)]


def test_recorded_after_plain_passes_and_compared_twice(steps, chain):
    loss_of = CapturedLoss(chain)
    for k, batch in enumerate(batches(1)):
        found = gradients(loss_of, chain, *batch, scale=4.)
        assert len(steps) == (k >= 2)
        assert_equal(found, gradients(chain, chain, *batch, scale=4.))
    log, = (step.log for step in steps)
    kinds = [np.ndarray, np.ndarray, str, np.ndarray, np.ndarray]
    assert [type(one) for one in log] == kinds


def test_wrong_gradients_are_found_and_replaced(steps, chain, monkeypatch):
    monkeypatch.setattr(Step, 'factor', 1.5)
    loss_of = CapturedLoss(chain)
    first, second, third, fourth = batches(1)[:4]
    for batch in first, second:
        gradients(loss_of, chain, *batch)
    with pytest.warns(UserWarning, match='gradients differ by 5.0e-01, the loss by 0'):
        found = gradients(loss_of, chain, *third)
    assert_equal(found, gradients(chain, chain, *third))
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        assert_equal(gradients(loss_of, chain, *fourth),
                     gradients(chain, chain, *fourth))
    assert len(steps) == 1


def test_what_cannot_be_recorded(steps, chain, monkeypatch):
    def fail(*args):
        raise RuntimeError('not while capturing')

    monkeypatch.setattr(CapturedLoss, '_record', fail)
    loss_of = CapturedLoss(chain)
    first, second, third, fourth = batches(1)[:4]
    gradients(loss_of, chain, *first), gradients(loss_of, chain, *second)
    with pytest.warns(UserWarning, match='RuntimeError: not while capturing'):
        found = gradients(loss_of, chain, *third)
    assert_equal(found, gradients(chain, chain, *third))
    assert_equal(gradients(loss_of, chain, *fourth), gradients(chain, chain, *fourth))


def test_weights_that_have_moved_are_recorded_anew(steps, chain):
    loss_of = CapturedLoss(chain)
    for batch in batches(1)[:4]:
        gradients(loss_of, chain, *batch)
    chain.net.s.W.array = chain.net.s.W.array * 2
    found = gradients(loss_of, chain, *batch)
    assert len(steps) == 2
    assert_equal(found, gradients(chain, chain, *batch))


def test_batch_of_another_shape_is_computed_plainly(steps, chain):
    loss_of = CapturedLoss(chain)
    for batch in batches(2)[:4]:
        gradients(loss_of, chain, *batch)
    n = len(steps[0].log)
    small = [array[:1] for array in batch]
    assert_equal(gradients(loss_of, chain, *small), gradients(chain, chain, *small))
    assert len(steps) == 1 and len(steps[0].log) == n
    gradients(loss_of, chain, *batch)
    assert len(steps[0].log) == n + 1


def test_networks_with_a_state_are_not_recorded(steps, monkeypatch, chain):
    monkeypatch.setattr(captured_loss, 'FashionSegNet', FashionSegNet)
    loss_of = CapturedLoss(chain)
    for batch in batches(1)[:4]:
        gradients(loss_of, chain, *batch)
    assert not steps


def test_a_cpu_needs_no_graph(chain):
    assert isinstance(CapturedLoss(chain)(*make_batch(1)), chainer.Variable)
