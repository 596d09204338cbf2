"""Numerical gradients of Eq. 15 by the weights of the whole network, at small width.

Configuration A, which has every block and every loss, in double precision with the
engines in place, as in training.
"""

import fashionseg  # noqa: F401
import chainer
import numpy as np
import pytest

from fashionseg.engines import use_engine
from fashionseg.links import FashionSegNet
from fashionseg.training import GuidedTrainChain
from tests.links_tests.hand_table_2 import ROWS


@pytest.fixture(scope='module')
def parameters():
    """Name -> parameter with its gradient, and the loss as a plain number."""
    use_engine()
    random = np.random.RandomState(0)
    np.random.seed(0)
    with chainer.using_config('dtype', np.float64):
        net = FashionSegNet(width=1 / 32)
    chain = GuidedTrainChain(net, alpha=1, beta=1, gamma=1)
    parameters = dict(net.namedparams())
    for parameter in parameters.values():
        if parameter.ndim == 1:  # at 0 too many units of so narrow a net never fire
            parameter.array[...] = random.uniform(.05, .5, parameter.shape)
    x = random.rand(1, 3, 224, 224)
    coarse = random.randint(0, 14, (1, 14, 14))
    t = coarse.repeat(16, axis=1).repeat(16, axis=2).astype(np.int32)

    def loss():
        with chainer.no_backprop_mode():
            value = chain(x, t).array
        assert value.dtype == np.float64
        return float(value)

    chain.cleargrads()
    chain(x, t).backward()
    return parameters, loss


def slope(parameters, loss, direction, step):
    """Derivative of the loss along a direction, from both sides."""
    kept = {name: parameters[name].array.copy() for name in direction}
    ends = []
    for sign in (1, -1):
        for name, part in direction.items():
            parameters[name].array[...] = kept[name] + sign * step * part
        ends.append(loss())
    for name, array in kept.items():
        parameters[name].array[...] = array
    return (ends[0] - ends[1]) / (2 * step)


def large(random, gradient):
    """The place of one of the larger numbers."""
    return random.choice(np.flatnonzero(abs(gradient) >= abs(gradient).max() / 4))


def test_every_weight_of_every_block_has_a_gradient(parameters):
    named, _ = parameters
    assert {name.split('/')[1] for name in named} == set(ROWS)
    assert all(parameter.grad.any() for parameter in named.values())
    assert {parameter.grad.dtype for parameter in named.values()} == {
        np.dtype(np.float64)}


@pytest.mark.parametrize('seed', range(2))
def test_along_random_directions(parameters, seed):
    named, loss = parameters
    random = np.random.RandomState(seed)
    direction = {name: random.randn(*p.shape) for name, p in named.items()}
    expected = sum((direction[name] * p.grad).sum() for name, p in named.items())
    assert slope(named, loss, direction, 1e-7) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize('seed', range(4))
def test_one_weight_of_every_layer_at_once(parameters, seed):
    # Each is moved in proportion to 1 / its gradient, so that each counts alike: were
    # one gradient wrong, the sum of the random shares would be.
    named, loss = parameters
    random = np.random.RandomState(10 + seed)
    direction, shares = {}, []
    for name, parameter in sorted(named.items()):
        shares.append(random.choice([-1, 1]) * random.uniform(.5, 1))
        place = large(random, parameter.grad)
        direction[name] = np.zeros(parameter.shape)
        direction[name].flat[place] = shares[-1] / parameter.grad.flat[place]
    assert slope(named, loss, direction, 1e-9) == pytest.approx(sum(shares), abs=1e-4)


@pytest.mark.parametrize('block', ROWS)
def test_single_weight_of_each_block(parameters, block):
    named, loss = parameters
    name = f'/{block}/0/W'
    gradient = named[name].grad
    place = large(np.random.RandomState(20), gradient)
    direction = np.zeros(gradient.shape)
    direction.flat[place] = 1
    assert slope(named, loss, {name: direction}, 1e-6) == pytest.approx(
        gradient.flat[place], rel=1e-4)
