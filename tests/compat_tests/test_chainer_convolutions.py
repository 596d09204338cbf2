"""(De)convolutions and their gradients, product by product.

Under each engine, Chainer's own code among them: the tests of the engines compare
with that, and would not see it change.
"""

import chainer
import chainer.functions as F
import numpy as np
import pytest

from tests.compat_tests.products import products

pytestmark = pytest.mark.usefixtures('each_engine')
# x, filters, stride, pad, dilate, groups, and the size of the result by hand.
CASES = (
    ((2, 3, 4, 5), (2, 3, 3, 3), 1, 1, 1, 1, (4, 5)),
    ((1, 2, 7, 6), (3, 2, 4, 4), 2, 1, 1, 1, (3, 3)),
    ((1, 2, 6, 7), (2, 2, 3, 3), 1, 2, 2, 1, (6, 7)),
    ((2, 4, 5, 4), (6, 2, 3, 3), 2, 1, 1, 2, (3, 2)),
    ((1, 3, 5, 5), (3, 1, 3, 3), 1, 1, 1, 3, (5, 5)),
    ((2, 3, 3, 2), (2, 3, 1, 1), 1, 0, 1, 1, (3, 2)))


def draw(seed, *shape):
    return np.random.RandomState(seed).uniform(-1, 1, shape)


def check(y, variables, gy, expected):
    y.grad = gy
    y.backward()
    found = [y.array] + [variable.grad for variable in variables]
    for array, by_hand in zip(found, expected, strict=True):
        np.testing.assert_allclose(array, by_hand, rtol=0, atol=1e-12)


@pytest.mark.parametrize('case', CASES)
def test_convolution(case):
    x_shape, w_shape, stride, pad, dilate, groups, size = case
    x, w, b = (chainer.Variable(draw(k, *shape)) for k, shape in enumerate(
        (x_shape, w_shape, w_shape[:1])))
    gy = draw(3, x_shape[0], w_shape[0], *size)
    expected = np.zeros(gy.shape) + b.array[:, None, None]
    gx, gw = np.zeros(x_shape), np.zeros(w_shape)
    for to, of, tap in products(*case):
        expected[to] += x.array[of] * w.array[tap]
        gx[of] += gy[to] * w.array[tap]
        gw[tap] += gy[to] * x.array[of]
    y = F.convolution_2d(x, w, b, stride, pad, dilate=dilate, groups=groups)
    check(y, (x, w, b), gy, (expected, gx, gw, gy.sum(axis=(0, 2, 3))))


@pytest.mark.parametrize('case', CASES)
def test_deconvolution(case):
    """The same products with input and result exchanged."""
    y_shape, w_shape, stride, pad, dilate, groups, size = case
    x, w, b = (chainer.Variable(draw(k, *shape)) for k, shape in enumerate(
        ((y_shape[0], w_shape[0], *size), w_shape, y_shape[1:2])))
    gy = draw(3, *y_shape)
    expected = np.zeros(y_shape) + b.array[:, None, None]
    gx, gw = np.zeros(x.shape), np.zeros(w_shape)
    for of, to, tap in products(*case):
        expected[to] += x.array[of] * w.array[tap]
        gx[of] += gy[to] * w.array[tap]
        gw[tap] += gy[to] * x.array[of]
    y = F.deconvolution_2d(
        x, w, b, stride, pad, y_shape[2:], dilate=dilate, groups=groups)
    check(y, (x, w, b), gy, (expected, gx, gw, gy.sum(axis=(0, 2, 3))))
