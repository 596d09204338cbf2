"""The parameter grid of Chainer's own convolution tests, under each engine.

Chainer 7.8.1 tests (de)convolution_2d over memory order, rounding of the size, mixed
dtypes, dilation, groups and bias, with 3x3 windows, stride 2 and padding 1. Expected
values are those of Chainer's own unpatched code, gradients also numerical ones.
"""

import itertools

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
from chainer import gradient_check

from tests.engines_tests.each_engine import using

ENGINES = ('numpy', 'aten')
DTYPES = (np.float16, np.float32, np.float64)
# contiguous, cover_all or None for an outsize, x's and W's dtype, dilation, groups,
# no bias
GRID = list(itertools.product(
    (True, False), (True, False), DTYPES, DTYPES, (1, 2), (1, 2), (True, False)))
PLAIN = [case for case in GRID if case[2] is case[3] is np.float64 and case[0]]


def named(case):
    order, cover, x, w, dilate, groups, nobias = case
    return '-'.join(filter(None, (
        '' if order else 'strided', 'cover' if cover else '', x.__name__, w.__name__,
        f'dilate{dilate}', f'groups{groups}', 'nobias' if nobias else '')))


def arrays_of(case, x_shape, w_shape, n_out):
    contiguous, _, x_dtype, w_dtype, _, _, nobias = case
    state = np.random.RandomState(0)
    arrays = [state.uniform(-1, 1, x_shape).astype(x_dtype),
              state.normal(0, .3, w_shape).astype(w_dtype)]
    if not nobias:
        arrays.append(state.uniform(-1, 1, n_out).astype(x_dtype))
    if not contiguous:
        arrays = [spread(array) for array in arrays]
    return arrays


def spread(array):
    """The same numbers with gaps between them, turned around and read-only."""
    wide = np.zeros([2 * n for n in array.shape], array.dtype)
    view = wide[tuple(slice(None, None, -2) for _ in array.shape)]
    view[...] = array
    view.flags.writeable = False
    return view


def convolution(case):
    _, cover_all, _, _, dilate, groups, _ = case

    def function(*arrays):
        return F.convolution_2d(
            *arrays, stride=2, pad=dilate, cover_all=cover_all, dilate=dilate,
            groups=groups)
    return function, arrays_of(
        case, (2, 4, 5, 4), (2 * groups, 4 // groups, 3, 3), 2 * groups)


def deconvolution(case):
    # Without an outsize it is (9, 5), which a convolution takes to (5, 3) as well.
    _, outsize, _, _, dilate, groups, _ = case

    def function(*arrays):
        return F.deconvolution_2d(
            *arrays, stride=2, pad=dilate, outsize=(10, 6) if outsize else None,
            dilate=dilate, groups=groups)
    return function, arrays_of(case, (2, 4, 5, 3), (4, 2, 3, 3), 2 * groups)


def outputs_and_gradients(function, arrays):
    variables = [chainer.Variable(array) for array in arrays]
    y = function(*variables)
    y.grad = spread(np.random.RandomState(1).uniform(-1, 1, y.shape).astype(y.dtype))
    y.backward()
    return [y.array] + [v.grad for v in variables]


def assert_equals_chainers(engine, function, arrays):
    with using('chainer'):
        expected = outputs_and_gradients(function, arrays)
    with using(engine):
        found = outputs_and_gradients(function, arrays)
    half = any(array.dtype == np.float16 for array in arrays)
    double = all(array.dtype == np.float64 for array in arrays)
    tolerance = 1e-2 if half else 1e-12 if double else 1e-5
    for ours, theirs in zip(found, expected):
        assert ours.dtype == theirs.dtype and ours.shape == theirs.shape
        scale = max(1., np.abs(theirs.astype(float)).max())
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=tolerance * scale)


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('case', GRID, ids=named)
def test_convolution(case, engine):
    assert_equals_chainers(engine, *convolution(case))


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('case', GRID, ids=named)
def test_deconvolution(case, engine):
    assert_equals_chainers(engine, *deconvolution(case))


@pytest.mark.parametrize('engine', ENGINES)
@pytest.mark.parametrize('make', [convolution, deconvolution])
@pytest.mark.parametrize('case', PLAIN, ids=named)
def test_first_and_second_numerical_gradients(case, make, engine):
    function, arrays = make(case)
    state = np.random.RandomState(2)
    with using(engine):
        y = function(*arrays)
        gy = state.uniform(-1, 1, y.shape)
        ggx = [state.uniform(-1, 1, array.shape) for array in arrays]
        gradient_check.check_backward(function, arrays, gy, atol=1e-5, rtol=1e-4)
        gradient_check.check_double_backward(
            function, arrays, gy, ggx, atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize('engine', ENGINES)
def test_wrong_sizes_are_refused_as_by_chainer(engine):
    x, w = np.zeros((1, 2, 2, 2), 'f'), np.zeros((1, 2, 5, 5), 'f')
    with using(engine), pytest.raises(RuntimeError, match='should be positive'):
        F.convolution_2d(x, w)
