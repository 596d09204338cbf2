"""Gradients that meet at one variable."""

import chainer
import chainer.functions as F
import numpy as np
import pytest

from tests.engines_tests.each_engine import using


def gradient(n_use):
    """Of sum(k x ** 2) for k = 1 .. n_use, at 1, 2, 3."""
    x = chainer.Variable(np.array([1, 2, 3], 'f'))
    squares = x ** 2
    F.sum(sum(k * squares for k in range(1, n_use + 1))).backward()
    return x.grad


@pytest.mark.parametrize('n_use', [1, 2, 3, 5])
def test_sum_by_hand(n_use):
    with using('numpy'):
        # 2 x (1 + 2 + ... + n)
        expected = 2 * np.arange(1, 4) * n_use * (n_use + 1) / 2
        assert gradient(n_use).tolist() == expected.tolist()


def test_single_numbers_stay_arrays():
    with using('numpy'):
        x = chainer.Variable(np.array(3, 'f'))
        y = x * x + 2 * x + 5 * x  # three gradients of no dimension meet
        y.backward()
        assert type(x.grad) is np.ndarray and x.grad.tolist() == 2 * 3 + 2 + 5


def test_a_gradient_that_two_share_is_not_written_over():
    with using('numpy'):
        x, y = (chainer.Variable(np.ones(2, 'f')) for _ in range(2))
        # The sum hands one array to both; x then gets two more.
        F.sum(x + y + 2 * x + 3 * x).backward()
        assert x.grad.tolist() == [6, 6] and y.grad.tolist() == [1, 1]


def test_the_gradient_of_a_gradient_keeps_its_graph():
    with using('numpy'):
        x = chainer.Variable(np.array([2.], 'f'))
        # d(x^3 + x^2) = 3 x^2 + 2 x, whose gradient is 6 x + 2.
        grad, = chainer.grad([x ** 3 + x ** 2], [x], enable_double_backprop=True)
        F.sum(grad).backward()
        assert grad.array.tolist() == [16] and x.grad.tolist() == [14]
