"""Pooling, normalization and loss of the baselines, number by number."""

import chainer
import chainer.functions as F
import chainer.links as L
import numpy as np
import pytest

from tests.compat_tests.products import products

pytestmark = pytest.mark.usefixtures('each_engine')


def draw(seed, *shape):
    return np.random.RandomState(seed).uniform(-1, 1, shape)


def assert_close(found, expected):
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def windows(size, out_size, ksize, stride, pad):
    """(place, [(number in the window, place in the map)]) for each window."""
    found = {}
    for to, of, tap in products(
            (1, 1, *size), (1, 1, ksize, ksize), stride, pad, 1, 1, out_size):
        found.setdefault(to[2:], []).append((tap[2] * ksize + tap[3], of[2:]))
    return found.items()


@pytest.mark.parametrize('window, out_size', [((2, 2, 0), (2, 3)), ((3, 2, 1), (2, 3))])
def test_max_pooling_and_its_inverse(window, out_size):
    x = chainer.Variable(np.random.RandomState(0).permutation(96).reshape(
        2, 2, 4, 6) / 8)
    y, indexes = F.max_pooling_2d(x, *window, cover_all=False, return_indices=True)
    back = F.upsampling_2d(y, indexes, *window, (4, 6), cover_all=False)
    assert y.shape == indexes.shape == (2, 2, *out_size)
    gy = draw(0, *x.shape)
    expected, gx = np.zeros(x.shape), np.zeros(x.shape)
    for n, c in np.ndindex(2, 2):
        for at, places in windows((4, 6), out_size, *window):
            value, number, place = max(
                (x.array[n, c][of], k, (n, c, *of)) for k, of in places)
            assert y.array[n, c][at] == value and indexes[n, c][at] == number
            expected[place] += value
            gx[place] += gy[place]
    assert_close(back.array, expected)
    back.grad = gy
    back.backward()
    assert_close(x.grad, gx)


@pytest.mark.parametrize('window, out_size', [((2, 2, 0), (2, 3)), ((3, 2, 1), (2, 3))])
def test_average_pooling_and_unpooling(window, out_size):
    x, small = chainer.Variable(draw(0, 2, 2, 4, 6)), chainer.Variable(
        draw(1, 2, 2, *out_size))
    mean, sums = np.zeros(small.shape), np.zeros(x.shape)
    for n, c in np.ndindex(2, 2):
        for at, places in windows((4, 6), out_size, *window):
            for _, of in places:
                mean[n, c][at] += x.array[n, c][of] / window[0] ** 2
                sums[n, c][of] += small.array[n, c][at]
    pooled = F.average_pooling_2d(x, *window)
    unpooled = F.unpooling_2d(small, *window, (4, 6), cover_all=False)
    assert_close(pooled.array, mean)
    assert_close(unpooled.array, sums)
    # Each is linear, and the other's transpose up to the count.
    pooled.grad, unpooled.grad = small.array, x.array
    pooled.backward()
    unpooled.backward()
    assert_close(x.grad, sums / window[0] ** 2)
    assert_close(small.grad, mean * window[0] ** 2)


def normalized(x, gamma, beta, mean, var):
    gamma, beta, mean, var = (v[:, None, None] for v in (gamma, beta, mean, var))
    return (x - mean) / np.sqrt(var + 2e-5) * gamma + beta


def test_batch_normalization_in_training_and_in_test_mode():
    with chainer.using_config('dtype', np.float64):
        link = L.BatchNormalization(3)
    gamma, beta = link.gamma.array, link.beta.array
    gamma[...], beta[...] = draw(2, 2, 3)
    x, gy = chainer.Variable(draw(0, 2, 3, 2, 2) * 3 + 1), draw(1, 2, 3, 2, 2)
    rows = [[float(v) for v in x.array[:, c].ravel()] for c in range(3)]
    mean = np.array([sum(row) / 8 for row in rows])
    var = np.array([sum((v - m) ** 2 for v in row) / 8 for row, m in zip(rows, mean)])

    y = link(x)
    assert_close(y.array, normalized(x.array, gamma, beta, mean, var))
    link.cleargrads()  # they are NaN before
    y.grad = gy
    y.backward()
    assert_close(link.beta.grad, gy.sum(axis=(0, 2, 3)))
    assert_close(link.gamma.grad, (gy * (y.array - beta[:, None, None])).sum(
        axis=(0, 2, 3)) / gamma)
    for place in np.ndindex(*x.shape):  # the slope of the definition itself
        moved = []
        for step in (1e-5, -1e-5):
            z = x.array.copy()
            z[place] += step
            moved.append((gy * normalized(
                z, gamma, beta, z.mean(axis=(0, 2, 3)), z.var(axis=(0, 2, 3)))).sum())
        assert x.grad[place] == pytest.approx((moved[0] - moved[1]) / 2e-5, abs=1e-8)

    # Decay 0.9 from 0 and 1; the variance counts as that of a sample of 8.
    assert_close(link.avg_mean, .1 * mean)
    assert_close(link.avg_var, .9 + .1 * var * 8 / 7)
    with chainer.using_config('train', False), chainer.no_backprop_mode():
        y = link(x)
    assert_close(y.array, normalized(x.array, gamma, beta, link.avg_mean, link.avg_var))


def test_softmax_cross_entropy_leaves_out_what_is_ignored():
    x = chainer.Variable(draw(0, 2, 3, 2, 2) * 4)
    labels = np.array([[[0, 2], [-1, 1]], [[-1, 0], [2, 2]]], np.int32)
    expected, total = np.zeros(x.shape), 0.
    for n, i, j in zip(*np.nonzero(labels >= 0)):
        p = np.exp(x.array[n, :, i, j]) / sum(np.exp(x.array[n, :, i, j]))
        total -= np.log(p[labels[n, i, j]]) / 6
        expected[n, :, i, j] = p / 6
        expected[n, labels[n, i, j], i, j] -= 1 / 6
    loss = F.softmax_cross_entropy(x, labels)
    loss.backward()
    assert_close(loss.array, total)
    assert_close(x.grad, expected)
