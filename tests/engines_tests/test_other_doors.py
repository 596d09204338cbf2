"""Normalization, pooling and ReLU of each engine beside Chainer's own code."""

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
import chainer.links as L
from chainer import gradient_check

from tests.engines_tests.each_engine import using

ENGINES = ('numpy', 'aten')
# ResNet's window, one that leaves rows out, one with only padding at the end.
WINDOWS = (
    ((9, 12), 3, 2, 1, True), ((9, 12), 3, 2, 1, False), ((12, 12), 3, 2, 0, True),
    ((7, 7), (3, 2), (2, 3), 1, False), ((8, 6), 2, 2, 0, True),
    ((5, 5), 2, 2, 0, True), ((5, 5), 2, 4, 0, True), ((6, 6), 2, 2, 1, True))
TOLERANCE = {np.float16: 4e-3, np.float32: 2e-5, np.float64: 1e-12}


def outputs_and_gradients(function, *arrays):
    """Of a function of variables; a tuple of results is joined by their sum."""
    variables = [chainer.Variable(array) for array in arrays]
    y = function(*variables)
    y.grad = np.random.RandomState(1).uniform(-1, 1, y.shape).astype(y.dtype)
    y.backward()
    return [y.array] + [v.grad for v in variables]


def assert_equals_chainers(engine, function, *arrays):
    with using('chainer'):
        expected = outputs_and_gradients(function, *arrays)
    with using(engine):
        found = outputs_and_gradients(function, *arrays)
    for ours, theirs in zip(found, expected):
        assert ours.dtype == theirs.dtype and ours.shape == theirs.shape
        tolerance = TOLERANCE[theirs.dtype.type]
        np.testing.assert_allclose(
            ours, theirs, rtol=0,
            atol=tolerance * max(1, np.abs(theirs.astype(float)).max()))


def draw(*shape, dtype=np.float32, seed=0):
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype(dtype)


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('x_dtype, dtype', [
    (np.float16, np.float16), (np.float16, np.float32), (np.float32, np.float32),
    (np.float64, np.float64)])
@pytest.mark.parametrize('shape', [(2, 5, 4, 3), (3, 300, 1, 1), (1, 2, 60, 1200)])
def test_batch_normalization(engine, shape, x_dtype, dtype):
    if dtype == np.float16 and shape[1] != 5:
        pytest.skip("Chainer's own sums in half precision are too coarse")
    x = draw(*shape, dtype=x_dtype) * np.arange(1, shape[1] + 1, dtype=x_dtype)[
        :, None, None]
    gamma, beta = draw(shape[1], dtype=dtype, seed=2), draw(shape[1], dtype=dtype)
    statistics = []

    def function(*variables):
        running = np.full(shape[1], .5, dtype), np.full(shape[1], 2, dtype)
        y = F.batch_normalization(
            *variables, running_mean=running[0], running_var=running[1], decay=.7)
        statistics.append(running)
        return y
    assert_equals_chainers(engine, function, x, gamma, beta)
    theirs, ours = statistics
    for a, b in zip(ours, theirs):
        np.testing.assert_allclose(
            a.astype(float), b, rtol=1e-3 if dtype == np.float16 else 1e-6)


def test_the_way_of_gpus_gives_the_same():
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    from fashionseg.engines.aten_kernels import normalization
    x, gamma, beta, gy = (draw(*shape, dtype='d', seed=k) for k, shape in enumerate(
        ((3, 5, 4, 2), (5,), (5,), (3, 5, 4, 2))))
    mean, var = x.mean((0, 2, 3)), x.var((0, 2, 3))
    inv_std = 1 / np.sqrt(var + 1e-3)
    centred = (x - mean[:, None, None]) * inv_std[:, None, None]
    y = centred * gamma[:, None, None] + beta[:, None, None]
    ggamma, gbeta = (gy * centred).sum((0, 2, 3)), gy.sum((0, 2, 3))
    gx = (gamma * inv_std)[:, None, None] * (
        gy - (centred * ggamma[:, None, None] + gbeta[:, None, None]) / 24)
    tensors = dict(zip('xgbym', map(torch.from_numpy, (x, gamma, beta, gy, mean))))
    found = [
        *normalization.batch_normalize(*(tensors[k] for k in 'xgb'), 1e-3),
        *normalization.batch_normalize_grad(
            *(tensors[k] for k in 'xgym'), torch.from_numpy(inv_std)),
        normalization.normalize(
            *(tensors[k] for k in 'xgbm'), torch.from_numpy(var), 1e-3)]
    expected = [y, mean, var, inv_std, gx, ggamma, gbeta, y]
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=1e-12)


@pytest.mark.parametrize('engine', ENGINES)
def test_statistics_of_the_link(engine):
    """Mean 2 and variance 5 of 1, 3, -1, 5, with decay .9 from 0 and 1."""
    x = np.array([1, 3, -1, 5], np.float32).reshape(2, 1, 1, 2)
    with using(engine):
        link = L.BatchNormalization(1)
        link(x)
    np.testing.assert_allclose(link.avg_mean, [.1 * 2], rtol=1e-6)
    np.testing.assert_allclose(link.avg_var, [.9 + .1 * 5 * 4 / 3], rtol=1e-6)


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('dtype', TOLERANCE)
def test_fixed_statistics(engine, dtype):
    x = draw(2, 5, 4, 3, dtype=dtype)
    statistics = [draw(5, dtype=dtype, seed=k) for k in range(4)]
    statistics[3] = statistics[3] ** 2 + dtype(.1)
    found = []
    for name in ('chainer', engine):
        with using(name), chainer.no_backprop_mode():
            found.append(F.fixed_batch_normalization(x, *statistics).array)
    assert found[1].dtype == dtype
    np.testing.assert_allclose(*found, rtol=0, atol=4 * TOLERANCE[dtype])


@pytest.mark.parametrize('engine', ENGINES)
def test_other_axes_stay_with_chainer(engine):
    x = draw(4, 3, 2, 2)
    for shape, axis in (((3, 2, 2), 0), ((3, 2), (0, 2))):
        assert_equals_chainers(
            engine, lambda x, g, b: F.batch_normalization(x, g, b, axis=axis),
            x, draw(*shape), draw(*shape))
    assert_equals_chainers(
        engine, F.batch_normalization, draw(6, 3), draw(3), draw(3))


@pytest.mark.parametrize('engine', ENGINES)
def test_second_gradients(engine):
    x, gamma, beta = draw(2, 3, 3, 2, dtype='d'), draw(3, dtype='d'), draw(3, dtype='d')
    with using(engine):
        gradient_check.check_double_backward(
            F.batch_normalization, (x, gamma, beta), draw(2, 3, 3, 2, dtype='d'),
            (x, gamma, beta), atol=1e-5, rtol=1e-5)
        gradient_check.check_double_backward(
            lambda x: F.average_pooling_2d(x, 3, 3), draw(1, 2, 7, 6, dtype='d'),
            draw(1, 2, 2, 2, dtype='d'), draw(1, 2, 7, 6, dtype='d'))


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('dtype', TOLERANCE)
@pytest.mark.parametrize('window', WINDOWS)
def test_max_pooling(engine, window, dtype):
    size, *window = window
    x = draw(2, 3, *size, dtype=dtype)
    assert_equals_chainers(engine, lambda x: F.max_pooling_2d(x, *window), x)
    found = []
    for name in ('chainer', engine):
        with using(name):
            found.append(F.max_pooling_2d(x, *window, return_indices=True)[1])
    np.testing.assert_array_equal(*found)


@pytest.mark.parametrize('engine', ENGINES)
def test_first_of_equal_maxima(engine):
    with using(engine):
        _, indexes = F.max_pooling_2d(
            np.zeros((1, 1, 5, 5), np.float32), 3, 2, 1, return_indices=True)
    # The first pixel of a window that is no padding.
    np.testing.assert_array_equal(indexes[0, 0], [[4, 3, 3], [1, 0, 0], [1, 0, 0]])


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('dtype', TOLERANCE)
@pytest.mark.parametrize('size, window', [
    ((8, 6), (2,)), ((29, 29), (4, 4)), ((7, 9), ((3, 2),)), ((7, 7), (7,)),
    ((7, 7), (3, 2)), ((7, 6), (3, 2, 1)), ((6, 6), (2, 2, 1))])
def test_average_pooling(engine, size, window, dtype):
    assert_equals_chainers(
        engine, lambda x: F.average_pooling_2d(x, *window),
        draw(2, 3, *size, dtype=dtype))


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('dtype', TOLERANCE)
@pytest.mark.parametrize('shape', [(2, 3, 4, 5), (4,), (0, 3, 2, 2), (2, 3)])
def test_relu(engine, shape, dtype):
    x = draw(*shape, dtype=dtype)
    x[..., :1] = 0  # no gradient there
    with using(engine):
        y, gx = outputs_and_gradients(F.relu, x)
    gy = np.random.RandomState(1).uniform(-1, 1, shape).astype(dtype)
    np.testing.assert_array_equal(y, np.where(x > 0, x, 0))
    np.testing.assert_array_equal(gx, np.where(x > 0, gy, 0))
