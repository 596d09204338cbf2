"""Bilinear resizing of each engine, and Chainer's own, pixel by pixel."""

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F

from tests.engines_tests.each_engine import using


@pytest.fixture(params=('chainer', 'numpy', 'aten'), autouse=True)
def engine(request):
    with using(request.param):
        yield


def resized(x, out_size, align_corners):
    """Bilinear interpolation of one map, pixel by pixel."""
    height, width = x.shape
    y = np.zeros(out_size)
    for i in range(out_size[0]):
        for j in range(out_size[1]):
            if align_corners:
                v = i * (height - 1) / max(1, out_size[0] - 1)
                u = j * (width - 1) / max(1, out_size[1] - 1)
            else:
                v = max(0, (i + .5) * height / out_size[0] - .5)
                u = max(0, (j + .5) * width / out_size[1] - .5)
            top, left = int(v), int(u)
            low, right = min(top + 1, height - 1), min(left + 1, width - 1)
            v, u = v - top, u - left
            y[i, j] = ((1 - v) * ((1 - u) * x[top, left] + u * x[top, right])
                       + v * ((1 - u) * x[low, left] + u * x[low, right]))
    return y


@pytest.mark.parametrize('align_corners', [True, False])
@pytest.mark.parametrize('size, out_size', [
    ((4, 5), (9, 7)), ((9, 7), (4, 5)), ((1, 1), (3, 4)), ((3, 3), (3, 3)),
    ((7, 3), (1, 1))])
def test_output_and_gradient(size, out_size, align_corners):
    state = np.random.RandomState(0)
    x = chainer.Variable(state.uniform(-1, 1, (2, 3) + size).astype(np.float32))
    y = F.resize_images(x, out_size, align_corners=align_corners)
    for ours, plane in zip(y.array.reshape((6,) + out_size), x.array.reshape(
            (6,) + size)):
        np.testing.assert_allclose(
            ours, resized(plane, out_size, align_corners), atol=1e-6)
    gy = state.uniform(-1, 1, y.shape).astype(np.float32)
    y.grad = gy
    y.backward()
    # The map is linear: its gradient is its transpose, pixel by pixel.
    expected = np.zeros(size)
    for i in np.ndindex(*size):
        one = np.zeros(size)
        one[i] = 1
        expected[i] = (resized(one, out_size, align_corners) * gy[1, 2]).sum()
    np.testing.assert_allclose(x.grad[1, 2], expected, atol=1e-5)
    assert y.array.flags.c_contiguous and x.grad.flags.c_contiguous
    assert x.grad.dtype == np.float32


def test_nearest():
    x = np.arange(4, dtype=np.float32).reshape(1, 1, 2, 2)
    np.testing.assert_array_equal(
        F.resize_images(x, (4, 4), mode='nearest').array[0, 0],
        [[0, 0, 1, 1], [0, 0, 1, 1], [2, 2, 3, 3], [2, 2, 3, 3]])
