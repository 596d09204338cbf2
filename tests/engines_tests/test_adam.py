"""Adam of each engine against Chainer's own update."""

import chainer
import numpy as np
import pytest

from fashionseg.engines import current_engine
from tests.engines_tests.each_engine import using


@pytest.fixture(params=['numpy', 'aten'])
def engine(request):
    with using(request.param):
        yield


def train(dtype, shape=(70001,), **hyper):
    """Five steps over made-up gradients: the weights and both moments."""
    random = np.random.RandomState(0)
    link = chainer.Link()
    with link.init_scope():
        link.w = chainer.Parameter(random.randn(*shape).astype(dtype))
    optimizer = chainer.optimizers.Adam(
        alpha=.01, beta2=.99, **hyper).setup(link)
    for _ in range(5):
        link.w.grad = (random.randn(*shape) ** 3).astype(dtype)
        optimizer.update()
    state = link.w.update_rule.state
    return link.w.array, state['m'], state['v']


def by_chainer(*args, **kwargs):
    with using('chainer'):
        return train(*args, **kwargs)


@pytest.mark.parametrize('dtype, tolerance', [('f', 2e-6), ('d', 1e-13)])
@pytest.mark.parametrize('shape', [(70001,), (3, 5, 2, 2), (1,), (2, 0, 3)])
def test_weights_and_moments(engine, dtype, tolerance, shape):
    expected = by_chainer(dtype, shape)
    for ours, theirs in zip(train(dtype, shape), expected):
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance / 10)


def test_large_eps(engine):
    for ours, theirs in zip(train('d', eps=.3), by_chainer('d', eps=.3)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-11)


@pytest.mark.parametrize('hyper', [
    {'weight_decay_rate': .1}, {'amsgrad': True}, {'eta': .5}, {'adabound': True}])
def test_what_is_left_to_chainer(engine, hyper):
    # Not to the last bit: how NumPy's loops round depends on where an array begins.
    for ours, theirs in zip(train('d', **hyper), by_chainer('d', **hyper)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)


def test_parameter_without_a_gradient_stays(engine):
    link = chainer.Link()
    with link.init_scope():
        link.w = chainer.Parameter(np.ones(3, np.float32))
    rule = chainer.optimizers.Adam().setup(link).target.w.update_rule
    rule._init_states(link.w)
    rule.update_core(link.w)
    assert (link.w.array == 1).all()


def test_array_that_is_not_contiguous(engine):
    link = chainer.Link()
    with link.init_scope():
        link.w = chainer.Parameter(np.ones((4, 6), np.float32))
    optimizer = chainer.optimizers.Adam(alpha=.5).setup(link)
    link.w.grad = np.ones((6, 4), np.float32).T
    optimizer.update()
    np.testing.assert_allclose(link.w.array, .5, atol=1e-6)


@pytest.mark.parametrize('name', ['chainer', 'numpy', 'aten'])
@pytest.mark.parametrize('number, finite', [
    (0, True), (-3e38, True), (np.inf, False), (-np.inf, False), (np.nan, False)])
def test_all_finite(name, number, finite):
    arrays = [np.zeros((3, 2), 'f'), np.ones(5, 'f')]
    arrays[1][2] = number
    with using(name):
        assert current_engine().all_finite(arrays) is finite


def test_gradient_that_cannot_be_written(engine):
    link = chainer.Link()
    with link.init_scope():
        link.w = chainer.Parameter(np.ones(4, np.float32))
    optimizer = chainer.optimizers.Adam(alpha=.5).setup(link)
    link.w.grad = np.ones(4, np.float32)
    link.w.grad.flags.writeable = False
    optimizer.update()
    np.testing.assert_allclose(link.w.array, .5, atol=1e-6)
    assert (link.w.grad == 1).all()


def test_gradients_are_let_go_before_the_next_forward_pass(engine):
    """They would be a part of the most memory that a step takes."""
    link, kept = chainer.Link(), []
    with link.init_scope():
        link.w = chainer.Parameter(np.ones(3, 'f'))
    optimizer = chainer.optimizers.Adam().setup(link)

    def loss():
        kept.append(link.w.grad)
        return chainer.functions.sum(link.w ** 2)

    for _ in range(3):
        optimizer.update(loss)
        assert link.w.grad is not None  # whoever looks after a step finds them
    assert kept == [None] * 3
