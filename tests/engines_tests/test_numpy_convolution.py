import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
from chainer import gradient_check

from fashionseg.engines import use_engine
from tests.engines_tests.blocks_of import blocks_of

# x, filters, stride, pad, dilate, groups, cover_all
CONVOLUTIONS = {
    '3x3': ((2, 3, 9, 11), (4, 3, 3, 3), 1, 1, 1, 1, False),
    '3x3 many in': ((2, 16, 9, 11), (2, 16, 3, 3), 1, 1, 1, 1, False),
    '3x3 square': ((3, 8, 7, 7), (8, 8, 3, 3), 1, 1, 1, 1, False),
    '3x3 many out': ((2, 1, 9, 11), (16, 1, 3, 3), 1, 1, 1, 1, False),
    '5x5': ((2, 2, 20, 13), (9, 2, 5, 5), 1, 2, 1, 1, False),
    'no pad': ((2, 5, 12, 9), (5, 5, 3, 3), 1, 0, 1, 1, False),
    'wide pad': ((1, 3, 6, 5), (2, 3, 3, 3), 1, 4, 1, 1, False),
    'whole map': ((2, 6, 3, 3), (5, 6, 3, 3), 1, 0, 1, 1, False),
    'uneven': ((2, 3, 8, 9), (4, 3, 3, 5), 1, (1, 2), 1, 1, False),
    'flat kernel': ((2, 3, 8, 9), (4, 3, 1, 3), 1, (0, 1), 1, 1, False),
    'dilated': ((2, 4, 9, 10), (4, 4, 3, 3), 1, 2, 2, 1, False),
    'dilated unevenly': ((2, 4, 12, 10), (4, 4, 3, 3), 1, 0, (3, 1), 1, False),
    '1x1': ((2, 4, 9, 8), (6, 4, 1, 1), 1, 0, 1, 1, False),
    '1x1 large': ((2, 4, 33, 32), (6, 4, 1, 1), 1, 0, 1, 1, False),
    '1x1 wide': ((3, 70, 9, 8), (20, 70, 1, 1), 1, 0, 1, 1, False),
    '1x1 wide, few pixels': ((3, 70, 3, 8), (20, 70, 1, 1), 1, 0, 1, 1, False),
    '1x1 pad': ((2, 4, 5, 6), (3, 4, 1, 1), 1, 1, 1, 1, False),
    '1x1 stride': ((2, 4, 9, 8), (6, 4, 1, 1), 2, 0, 1, 1, False),
    '4x4 stride 2': ((2, 3, 8, 10), (5, 3, 4, 4), 2, 1, 1, 1, False),
    '3x3 stride 2': ((2, 3, 9, 10), (5, 3, 3, 3), 2, 1, 1, 1, False),
    '3x3 stride 3': ((2, 3, 7, 7), (5, 3, 3, 3), 3, 1, 1, 1, False),
    '7x7 stride 2': ((1, 3, 15, 14), (4, 3, 7, 7), 2, 3, 1, 1, False),
    '2x2 stride 3': ((2, 3, 9, 10), (5, 3, 2, 2), 3, 0, 1, 1, False),
    'uneven stride': ((2, 3, 9, 10), (5, 3, 3, 3), (2, 1), 1, 1, 1, False),
    'cover all': ((2, 3, 9, 10), (5, 3, 3, 3), 2, 0, 1, 1, True),
    'cover all 3': ((2, 3, 8, 10), (5, 3, 4, 4), 3, 1, 1, 1, True),
    'stride, dilated': ((2, 3, 12, 12), (5, 3, 3, 3), 2, 2, 2, 1, False),
    'depthwise': ((2, 6, 9, 11), (6, 1, 3, 3), 1, 1, 1, 6, False),
    'depthwise dilated': ((2, 6, 9, 11), (6, 1, 3, 3), 1, 2, 2, 6, False),
    'depthwise stride': ((2, 6, 9, 10), (6, 1, 3, 3), 2, 1, 1, 6, False),
    'depthwise cover': ((2, 6, 9, 10), (6, 1, 3, 3), 2, 0, 1, 6, True),
    'depthwise wide pad': ((2, 3, 5, 6), (3, 1, 3, 3), 1, 4, 1, 3, False),
    'grouped': ((2, 6, 9, 11), (8, 3, 3, 3), 1, 1, 1, 2, False),
    'depthwise twice': ((2, 3, 9, 11), (6, 1, 3, 3), 1, 1, 1, 3, False),
}

# x, filters, stride, pad, outsize, dilate, groups
DECONVOLUTIONS = {
    '2x2 stride 2': ((2, 4, 5, 6), (4, 3, 2, 2), 2, 0, None, 1, 1),
    '4x4 stride 2': ((2, 4, 5, 6), (4, 3, 4, 4), 2, 1, None, 1, 1),
    '3x3': ((2, 4, 5, 6), (4, 3, 3, 3), 1, 1, None, 1, 1),
    '3x3 dilated': ((2, 4, 6, 7), (4, 3, 3, 3), 1, 2, None, 2, 1),
    'larger outsize': ((2, 4, 5, 6), (4, 3, 3, 3), 2, 1, (10, 12), 1, 1),
    'cover all outsize': ((2, 4, 5, 5), (4, 3, 3, 3), 2, 0, (10, 10), 1, 1),
    '2x2 stride 3': ((2, 4, 4, 4), (4, 3, 2, 2), 3, 0, None, 1, 1),
    '1x1 pad': ((2, 4, 5, 6), (4, 3, 1, 1), 1, 1, None, 1, 1),
    'depthwise': ((2, 4, 5, 6), (4, 1, 4, 4), 2, 1, None, 1, 4),
}
# Of groups there are only narrow convolutions.
KERNELS = 'narrow', 'wide'
DTYPES = {np.float16: 4e-3, np.float32: 1e-5, np.float64: 1e-12}


@pytest.fixture(autouse=True)
def engine():
    use_engine('numpy')
    yield
    use_engine('chainer')


@pytest.fixture(params=[None, 300], ids=['one block', 'many blocks'])
def block_size(request):
    return request.param


def arrays_of(function, shapes, dtype, seed=0):
    """Output and every gradient of ``function`` for random inputs."""
    state = np.random.RandomState(seed)
    inputs = [chainer.Variable(state.uniform(-1, 1, s).astype(dtype))
              for s in shapes]
    y = function(*inputs)
    y.grad = state.uniform(-1, 1, y.shape).astype(dtype)
    y.backward()
    return [y.array] + [v.grad for v in inputs]


def chainers(*args):
    use_engine('chainer')
    return arrays_of(*args)


def assert_same(ours, theirs, tolerance):
    for a, b in zip(ours, theirs):
        assert a.shape == b.shape
        assert a.dtype == b.dtype
        assert a.flags.c_contiguous
        scale = max(1., np.abs(b.astype(float)).max())
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance * scale)


def convolution(case, bias=True):
    _, w_shape, stride, pad, dilate, groups, cover_all = case

    def function(x, w, b=None):
        return F.convolution_2d(x, w, b, stride, pad, cover_all,
                                dilate=dilate, groups=groups)
    return function, [case[0], w_shape] + [(w_shape[0],)] * bias


def deconvolution(case):
    _, w_shape, stride, pad, outsize, dilate, groups = case

    def function(x, w, b):
        return F.deconvolution_2d(x, w, b, stride, pad, outsize,
                                  dilate=dilate, groups=groups)
    return function, [case[0], w_shape, (w_shape[1] * groups,)]


@pytest.mark.parametrize('dtype', DTYPES, ids=lambda d: d.__name__)
@pytest.mark.parametrize('kernels, name', [
    (kernels, name) for name, case in CONVOLUTIONS.items()
    for kernels in KERNELS if kernels == 'narrow' or case[5] == 1])
def test_convolution_equals_chainers(name, kernels, dtype, block_size):
    args = convolution(CONVOLUTIONS[name]) + (dtype,)
    with blocks_of(block_size, kernels):
        ours = arrays_of(*args)
    assert_same(ours, chainers(*args), DTYPES[dtype])


@pytest.mark.parametrize('dtype', DTYPES, ids=lambda d: d.__name__)
@pytest.mark.parametrize('kernels, name', [
    (kernels, name) for name, case in DECONVOLUTIONS.items()
    for kernels in KERNELS if kernels == 'narrow' or case[6] == 1])
def test_deconvolution_equals_chainers(name, kernels, dtype, block_size):
    args = deconvolution(DECONVOLUTIONS[name]) + (dtype,)
    with blocks_of(block_size, kernels):
        ours = arrays_of(*args)
    assert_same(ours, chainers(*args), DTYPES[dtype])


@pytest.mark.parametrize('name', ['3x3', '1x1 large', '3x3 stride 2', 'depthwise'])
def test_convolution_without_bias(name):
    args = convolution(CONVOLUTIONS[name], bias=False) + (np.float64,)
    assert_same(arrays_of(*args), chainers(*args), 1e-12)


@pytest.mark.parametrize(
    'name', ['3x3', '3x3 stride 3', 'dilated', 'depthwise', 'depthwise stride'])
def test_first_and_second_numerical_gradient(name):
    function, shapes = convolution(CONVOLUTIONS[name])
    state = np.random.RandomState(1)
    x = [state.uniform(-1, 1, s) for s in shapes]
    gy = state.uniform(-1, 1, function(*x).shape)
    gradient_check.check_backward(function, x, gy, atol=1e-6, rtol=1e-6)
    ggx = [state.uniform(-1, 1, s) for s in shapes]
    gradient_check.check_double_backward(
        function, x, gy, ggx, atol=1e-6, rtol=1e-6)


def test_non_contiguous_input():
    state = np.random.RandomState(2)
    x = state.uniform(-1, 1, (2, 7, 6, 3)).transpose(0, 3, 1, 2)
    w = state.uniform(-1, 1, (3, 5, 3, 4)).transpose(3, 0, 1, 2)[:, :, 1:4]
    y = F.convolution_2d(x, w, pad=1)
    expected = F.convolution_2d(
        np.ascontiguousarray(x), np.ascontiguousarray(w), pad=1)
    np.testing.assert_allclose(y.array, expected.array, atol=1e-14)


def test_hand_worked_corner():
    x = np.arange(9, dtype=np.float32).reshape(1, 1, 3, 3)
    w = np.array([[[[0, 0, 0], [0, 1, 10], [0, 0, 0]]]], np.float32)
    y = F.convolution_2d(x, w, np.array([100], np.float32), pad=1).array
    # The last column has nothing to its right: only the centre tap counts there.
    np.testing.assert_array_equal(
        y[0, 0], [[110, 121, 102], [143, 154, 105], [176, 187, 108]])
