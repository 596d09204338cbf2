"""Numerical gradients, in double precision, of whatever the engines compute.

The engines' own tests compare with Chainer's arithmetic; here the derivative itself is
the measure: of every kind of convolution, pooling and resizing.
"""

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
from chainer import gradient_check
import numpy as np
import pytest

from fashionseg.engines import use_engine
from fashionseg.links.unpool import unpool
from fashionseg.table_2 import TABLE_2
from tests.engines_tests.blocks_of import blocks_of
from tests.engines_tests.test_numpy_convolution import (
    CONVOLUTIONS, DECONVOLUTIONS, convolution, deconvolution)
from tests.engines_tests.test_numpy_pooling import FUNCTIONS, WINDOWS

TOLERANCE = {'atol': 1e-7, 'rtol': 1e-6, 'dtype': 'd'}
KINDS = ([('convolution', name) for name in CONVOLUTIONS]
         + [('deconvolution', name) for name in DECONVOLUTIONS])


@pytest.fixture(scope='module', autouse=True)
def engines():
    use_engine()


def check(function, *shapes):
    random = np.random.RandomState(0)
    x = tuple(random.uniform(-1, 1, shape) for shape in shapes)
    gy = random.uniform(-1, 1, function(*x).shape)
    gradient_check.check_backward(function, x, gy, eps=1e-4, **TOLERANCE)


def make(kind, name):
    if kind == 'convolution':
        return convolution(CONVOLUTIONS[name])
    return deconvolution(DECONVOLUTIONS[name])


@pytest.mark.parametrize('kind, name', KINDS)
def test_every_convolution(kind, name):
    function, shapes = make(kind, name)
    check(function, *shapes)


@pytest.mark.parametrize('kind, name', [
    ('convolution', '3x3 many out'), ('convolution', '3x3 many in'),
    ('convolution', '5x5'), ('convolution', '4x4 stride 2'),
    ('convolution', 'depthwise dilated'), ('deconvolution', '4x4 stride 2'),
    ('deconvolution', 'depthwise')])
def test_convolution_cut_into_many_blocks(kind, name):
    function, shapes = make(kind, name)
    with blocks_of(300):
        check(function, *shapes)


@pytest.mark.parametrize('kind, name', [
    ('convolution', '4x4 stride 2'), ('convolution', '5x5'),
    ('convolution', '1x1 large'), ('deconvolution', '4x4 stride 2'),
    ('deconvolution', '3x3 dilated')])
def test_gradient_of_the_gradient(kind, name):
    function, shapes = make(kind, name)
    random = np.random.RandomState(1)
    x, ggx = (tuple(random.uniform(-1, 1, shape) for shape in shapes)
              for _ in range(2))
    gy = random.uniform(-1, 1, function(*x).shape)
    gradient_check.check_double_backward(function, x, gy, ggx, eps=1e-4, **TOLERANCE)


@pytest.mark.parametrize('window', WINDOWS)
@pytest.mark.parametrize('name', FUNCTIONS)
def test_every_pooling(name, window):
    size, *window = window
    random = np.random.RandomState(2)
    # A permutation: no small step changes which number is the largest.
    x = random.permutation(6 * size[0] * size[1]).reshape((2, 3) + size) / 20

    def function(x):
        return FUNCTIONS[name](x, *window)
    gy = random.uniform(-1, 1, function(x).shape)
    gradient_check.check_backward(function, x, gy, eps=1e-4, **TOLERANCE)


@pytest.mark.parametrize('block, size', [('C0', 5), ('C5', 3), ('C6', 1), ('D5', 3)])
def test_unpooling_of_the_network(block, size):
    check(lambda x: unpool(x, TABLE_2[block].layers[-1]), (2, 3, size, size))


@pytest.mark.parametrize('align_corners', [True, False])
@pytest.mark.parametrize('size, out_size', [
    ((4, 5), (9, 7)), ((9, 7), (4, 5)), ((1, 1), (3, 4)), ((7, 3), (1, 1))])
def test_resizing(size, out_size, align_corners):
    # Chainer resizes in single precision only. The map is linear, so that a step of 1
    # gives the derivative itself.
    random = np.random.RandomState(3)
    x = random.uniform(-1, 1, (2, 3) + size).astype(np.float32)
    gy = random.uniform(-1, 1, (2, 3) + out_size).astype(np.float32)
    variable = chainer.Variable(x)

    def function(x):
        return F.resize_images(x, out_size, align_corners=align_corners)
    y = function(variable)
    y.grad = gy
    y.backward()
    expected, = gradient_check.numerical_grad(
        lambda: (function(x).array,), (x,), (gy,), eps=1.)
    np.testing.assert_allclose(variable.grad, expected, atol=2e-5)
