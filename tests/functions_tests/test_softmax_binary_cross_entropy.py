"""The form of Eq. 6: binary cross-entropy on softmax probabilities."""

import math
from fractions import Fraction

import chainer
import numpy as np
import pytest
from chainer import gradient_check

from fashionseg.functions.softmax_binary_cross_entropy import (
    softmax_binary_cross_entropy)


def plain(score, labels):
    total = 0.
    for n, y, x in np.ndindex(*labels.shape):
        powers = [math.exp(z) for z in score[n, :, y, x].tolist()]
        for k, power in enumerate(powers):
            p = power / sum(powers)
            # 1 - p without cancellation.
            q = sum(powers[:k] + powers[k + 1:]) / sum(powers)
            total -= math.log(p if k == labels[n, y, x] else q)
    return total / score.size


def example(n_class=5, scale=2.):
    random = np.random.RandomState(0)
    return (scale * random.randn(2, n_class, 3, 4),
            random.randint(0, n_class, (2, 3, 4)).astype(np.int32))


def value_and_gradient(score, labels):
    score = chainer.Variable(score)
    loss = softmax_binary_cross_entropy(score, labels)
    loss.backward()
    return loss.array, score.grad


def pixel(*scores):
    return np.array(scores, float).reshape(1, -1, 1, 1)


def label(k):
    return np.array(k, np.int32).reshape(1, 1, 1)


@pytest.mark.parametrize('n_class', [2, 5, 14])
def test_equals_the_plain_loop_in_float64(n_class):
    score, labels = example(n_class)
    loss, _ = value_and_gradient(score, labels)
    assert loss.dtype == np.float64
    assert float(loss) == pytest.approx(plain(score, labels), abs=1e-12)


def test_hand_worked_value():
    # p = 1/2, 1/3, 1/6; label 1: -(log(1/2) + log(1/3) + log(5/6)) / 3.
    score = pixel(math.log(3), math.log(2), 0)
    product = Fraction(1, 2) * Fraction(1, 3) * Fraction(5, 6)
    loss, _ = value_and_gradient(score, label(1))
    assert float(loss) == pytest.approx(-math.log(product) / 3, abs=1e-15)


@pytest.mark.parametrize('scale', [.1, 2., 8.])
def test_gradient_is_the_numerical_one(scale):
    score, labels = example(4, scale)
    gradient_check.check_backward(
        lambda z: softmax_binary_cross_entropy(z, labels), score, np.ones(()),
        dtype='d', eps=1e-4, atol=1e-7, rtol=1e-5)


@pytest.mark.parametrize('scores', [
    (0, 0, 0), (3, 3, -1), (-2, 5, 5), (1e4, 1e4, 1e4), (0, 0)])
def test_ties_of_the_largest_scores(scores):
    score = pixel(*scores)
    for k in range(len(scores)):
        value, gradient = value_and_gradient(score, label(k))
        shifted = score - score.max()
        if shifted.min() > -100:
            assert float(value) == pytest.approx(plain(shifted, label(k)), abs=1e-12)
            gradient_check.check_backward(
                lambda z: softmax_binary_cross_entropy(z, label(k)), shifted,
                np.ones(()), dtype='d', eps=1e-4, atol=1e-7, rtol=1e-5)
        # Classes with the same score and the same target have the same gradient.
        others = [j for j in range(len(scores)) if j != k and scores[j] == max(scores)]
        assert len({round(float(gradient[0, j, 0, 0]), 12) for j in others}) <= 1
        # A softmax does not change when all scores are raised.
        assert gradient.sum() == pytest.approx(0, abs=1e-12)


def test_saturated_wrong_class():
    # p = (1 - e, e'): 1 - p rounds to 0 although the loss is 2 * 60 / 3 + small.
    score = pixel(60, 0, 0)
    value, gradient = value_and_gradient(score, label(1))
    # -log p_1 = 60; -log(1 - p_0) = 60 - log 2; -log(1 - p_2) = 0.
    assert float(value) == pytest.approx((120 - math.log(2)) / 3, abs=1e-12)
    # d/dz of 60 - log 2 + ... = -log p_1 - log(1 - p_0): z_0 by 1 + 1, z_1 by
    # -1 - 1/2, z_2 by -1/2.
    np.testing.assert_allclose(
        gradient.ravel(), np.array([2, -1.5, -.5]) / 3, atol=1e-12)


def test_saturated_right_class_costs_nothing():
    value, gradient = value_and_gradient(pixel(60, 0, 0), label(0))
    assert 0 <= float(value) < 1e-20
    np.testing.assert_allclose(gradient, 0, atol=1e-20)


@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_extreme_scores_give_finite_values_and_gradients(dtype):
    random = np.random.RandomState(0)
    score = random.choice([-1e4, -30., 0., 30., 1e4], (40, 14, 2, 2)).astype(dtype)
    labels = random.randint(0, 14, (40, 2, 2)).astype(np.int32)
    with np.errstate(over='raise', invalid='raise', divide='raise'):
        value, gradient = value_and_gradient(score, labels)
    assert np.isfinite(value) and value > 0
    assert np.isfinite(gradient).all()
    assert gradient.dtype == dtype


@pytest.mark.parametrize('dtype', ['float16', 'float32', 'float64'])
def test_value_at_the_extremes(dtype):
    score = np.concatenate([pixel(1e4, -1e4), pixel(1e4, -1e4)]).astype(dtype)
    labels = np.array([0, 1], np.int32).reshape(2, 1, 1)
    value, gradient = value_and_gradient(score, labels)
    # Right: 0. Wrong: 20000 twice. Mean over 4 elements.
    assert float(value) == pytest.approx(1e4, rel=1e-6)
    np.testing.assert_allclose(gradient.ravel(), [0, 0, .5, -.5], atol=1e-6)


@pytest.mark.parametrize('dtype, tolerance', [('float16', 1e-3), ('float32', 1e-5)])
def test_low_precision_agrees_with_float64(dtype, tolerance):
    score, labels = example(14)
    score = score.astype(dtype)
    value, gradient = value_and_gradient(score, labels)
    exact, exact_gradient = value_and_gradient(score.astype('float64'), labels)
    assert value.dtype == np.float32
    assert float(value) == pytest.approx(float(exact), rel=1e-6)
    np.testing.assert_allclose(gradient, exact_gradient, rtol=tolerance, atol=1e-5)
