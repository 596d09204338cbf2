"""Eq. 4 from scores: values, gradients, extremes."""

import math

import chainer
import numpy as np
import pytest
from chainer import gradient_check

from fashionseg.functions.binary_cross_entropy import binary_cross_entropy


def plain(score, target):
    """Eq. 4 word for word, with a plus for its minus."""
    total = 0.
    for z, t in zip(score.ravel().tolist(), target.ravel().tolist()):
        p = 1 / (1 + math.exp(-z))
        total -= t * math.log(p) + (1 - t) * math.log(1 - p)
    return total / score.size


def example():
    random = np.random.RandomState(0)
    return 3 * random.randn(2, 3, 4, 5), random.rand(2, 3, 4, 5)


def value_and_gradient(score, target):
    score = chainer.Variable(score)
    loss = binary_cross_entropy(score, target)
    loss.backward()
    return loss.array, score.grad


def test_equals_the_plain_loop_in_float64():
    score, target = example()
    loss = binary_cross_entropy(chainer.Variable(score), target)
    assert loss.dtype == np.float64 and loss.shape == ()
    assert float(loss.array) == pytest.approx(plain(score, target), abs=1e-12)


def test_hand_worked_values():
    # p = 1/2: log 2 for each element. p = 3/4, t = 1: log(4/3); t = 0: log 4.
    log_3 = math.log(3)
    score = np.array([0., 0., log_3, log_3, -log_3])
    target = np.array([0., .3, 1., 0., 0.])
    expected = (2 * math.log(2) + math.log(4 / 3) + math.log(4) + math.log(4 / 3)) / 5
    loss, _ = value_and_gradient(score, target)
    assert float(loss) == pytest.approx(expected, abs=1e-15)


def test_gradient_is_the_numerical_one():
    score, target = example()
    score[0, 0, 0, :3] = 0, 12, -12
    target[0, 0, 0, :3] = 0, 0, 1
    gradient_check.check_backward(
        lambda z: binary_cross_entropy(z, target), score, np.ones(()),
        dtype='d', eps=1e-4, atol=1e-8, rtol=1e-6)


@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_extreme_scores_give_finite_values_and_gradients(dtype):
    score = np.array([1e4, 1e4, -1e4, -1e4, 0, 1e4, -1e4], dtype)
    target = np.array([1, 0, 1, 0, .5, .5, .5], 'float32')
    with np.errstate(over='raise', invalid='raise', divide='raise'):
        loss, gradient = value_and_gradient(score, target)
    # Right and certain: 0. Wrong and certain: 1e4. In the middle: 5000, log 2.
    assert float(loss) == pytest.approx((3e4 + math.log(2)) / 7, rel=1e-6)
    np.testing.assert_allclose(
        gradient, np.array([0, 1, -1, 0, 0, .5, -.5]) / 7, rtol=1e-3)
    assert gradient.dtype == dtype


@pytest.mark.parametrize('dtype, tolerance', [('float16', 1e-3), ('float32', 1e-6)])
def test_low_precision_agrees_with_float64(dtype, tolerance):
    score, target = example()
    score = score.astype(dtype)
    loss, gradient = value_and_gradient(score, target.astype('float32'))
    exact, exact_gradient = value_and_gradient(score.astype('float64'), target)
    assert loss.dtype == np.float32
    assert float(loss) == pytest.approx(float(exact), rel=1e-6)
    np.testing.assert_allclose(gradient, exact_gradient, rtol=tolerance, atol=1e-5)


def test_gradient_of_many_float16_scores_survives_with_a_scaled_loss():
    # 1 / 5,000,000 is below the smallest float16; the scale lifts it.
    score = chainer.Variable(np.zeros((1, 5000000), 'float16'))
    loss = 1e4 * binary_cross_entropy(score, np.zeros((1, 5000000), 'float16'))
    loss.backward()
    assert score.grad[0, 0] == pytest.approx(.5 * 1e4 / 5e6, rel=1e-3)
