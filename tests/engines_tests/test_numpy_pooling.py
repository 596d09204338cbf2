import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
from chainer import gradient_check

from fashionseg.engines import use_engine

# Height and width, window, stride, pad, cover_all; the first five are tiles.
WINDOWS = (
    ((8, 6), 2, 2, 0, False),
    ((8, 6), 2, 2, 0, True),
    ((9, 6), 3, 3, 0, False),
    ((8, 9), (4, 3), (4, 3), 0, False),
    ((1, 1), 1, 1, 0, False),
    ((7, 9), 2, 2, 0, True),
    ((7, 9), 2, 2, 0, False),
    ((7, 7), 3, 3, 1, False),
    ((8, 8), 3, 2, 1, True),
)


def upsample(x, ksize, stride, pad, cover_all):
    y, indexes = F.max_pooling_2d(
        x, ksize, stride, pad, cover_all, return_indices=True)
    return F.upsampling_2d(y, indexes, ksize, stride, pad, x.shape[2:], cover_all)


FUNCTIONS = {
    'max_pooling_2d': F.max_pooling_2d,
    'upsampling_2d': upsample,
    'unpooling_2d': lambda x, *window: F.unpooling_2d(
        x, *window[:3], cover_all=window[3]),
}


@pytest.fixture(autouse=True)
def engine():
    use_engine('numpy')
    yield
    use_engine('chainer')


def output_and_gradient(function, x, window):
    x = chainer.Variable(x)
    y = function(x, *window)
    y.grad = np.random.RandomState(1).uniform(-1, 1, y.shape).astype(y.dtype)
    y.backward()
    return y.array, x.grad


@pytest.mark.parametrize('dtype', [np.float16, np.float32, np.float64])
@pytest.mark.parametrize('window', WINDOWS)
@pytest.mark.parametrize('name', FUNCTIONS)
def test_equals_chainers(name, window, dtype):
    x = np.random.RandomState(0).uniform(-1, 1, (2, 3) + window[0]).astype(dtype)
    ours = output_and_gradient(FUNCTIONS[name], x, window[1:])
    use_engine('chainer')
    theirs = output_and_gradient(FUNCTIONS[name], x, window[1:])
    for a, b in zip(ours, theirs):
        assert a.dtype == b.dtype and a.shape == b.shape
        # Sums of up to 16 numbers, in another order.
        np.testing.assert_allclose(a, b, rtol=0, atol=8 * np.finfo(dtype).eps)
        assert a.flags.c_contiguous or window in WINDOWS[5:] or window[-1]


@pytest.mark.parametrize('name', ['max_pooling_2d', 'unpooling_2d'])
def test_numerical_gradients(name):
    # Far apart, so that no small step changes which one is the largest.
    x = np.random.RandomState(2).permutation(48).reshape(1, 2, 4, 6) / 8

    def function(x):
        return FUNCTIONS[name](x, 2, 2, 0, False)
    gy = np.random.RandomState(3).uniform(-1, 1, function(x).shape)
    gradient_check.check_backward(function, x, gy, atol=1e-6, rtol=1e-6)
    gradient_check.check_double_backward(
        function, x, gy, np.ones_like(x), atol=1e-6, rtol=1e-6)


def test_first_of_equal_maxima_gets_the_gradient():
    x = chainer.Variable(np.zeros((1, 1, 2, 2), np.float32))
    F.max_pooling_2d(x, 2).backward()
    np.testing.assert_array_equal(x.grad[0, 0], [[1, 0], [0, 0]])


def test_unpooling_repeats():
    x = np.array([[[[1, 2], [3, 4]]]], np.float32)
    np.testing.assert_array_equal(
        F.unpooling_2d(x, 2, cover_all=False).array[0, 0],
        [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]])
