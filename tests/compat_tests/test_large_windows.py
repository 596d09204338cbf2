"""A batch whose windows Chainer would write out at once is taken in parts."""

import chainer
import chainer.functions as F
from chainer.functions.connection import convolution_2d, deconvolution_2d
from chainer.utils import conv
import numpy as np
import pytest

from fashionseg.compat import large_windows
from fashionseg.compat.extended_module import ExtendedModule
from tests.compat_tests.products import products
from tests.engines_tests.each_engine import using

N, SIZE, OUT_SIZE = 5, (6, 7), (3, 4)  # by 3 x 3 taps, stride 2 and pad 1
NODES = (convolution_2d.Convolution2DFunction, convolution_2d.Convolution2DGradW,
         deconvolution_2d.Deconvolution2DFunction)


@pytest.fixture
def parts(monkeypatch):
    """Chainer's arithmetic for GPUs on NumPy's arrays; how many photos it got when."""
    seen = []

    def watch(function):
        def watched(array, *args, **options):
            seen.append(len(array))
            return function(array, *args, **options)
        return watched

    for name, module in ('im2col', convolution_2d), ('col2im', deconvolution_2d):
        function = watch(getattr(conv, f'{name}_cpu'))
        monkeypatch.setattr(module, 'conv', ExtendedModule(
            conv, **{f'{name}_gpu': function, name: function}))
        monkeypatch.setattr(module, 'cuda', ExtendedModule(module.cuda, cupy=np))
    for node in NODES:
        monkeypatch.setattr(node, '_forward_cpu_core', node._forward_gpu_core)
    with using('chainer'):
        yield seen


def _pass(transposed, groups):
    random = np.random.default_rng(0)
    large, small = (random.standard_normal((N, 4, *size)).astype('d')
                    for size in (SIZE, OUT_SIZE))
    W = chainer.Parameter(random.standard_normal((4, 4 // groups, 3, 3)))
    x = chainer.Variable(small if transposed else large)
    y = (F.deconvolution_2d(x, W, stride=2, pad=1, outsize=SIZE, groups=groups)
         if transposed else F.convolution_2d(x, W, stride=2, pad=1, groups=groups))
    y.grad = gy = large if transposed else small
    y.backward()
    return x, W, y, gy


@pytest.mark.parametrize('groups', [1, 2])
@pytest.mark.parametrize('transposed', [False, True])
# The windows of a photo are 4 * 3 * 3 * 3 * 4 numbers of 8 bytes.
@pytest.mark.parametrize('most_bytes, expected', [
    (8 * 432 * 5, [5]), (8 * 432 * 5 - 1, [4, 1]), (8 * 432 * 2, [2, 2, 1]),
    (1, [1, 1, 1, 1, 1])])
def test_parts_and_their_sums(
        monkeypatch, parts, transposed, groups, most_bytes, expected):
    monkeypatch.setattr(large_windows, 'MOST_BYTES', most_bytes)
    x, W, y, gy = _pass(transposed, groups)
    assert parts == 3 * expected  # forward, and both gradients
    sums = [np.zeros_like(array) for array in (y.array, x.array, W.array)]
    large = gy if transposed else x.array
    for out, place, tap in products(large.shape, W.shape, 2, 1, 1, groups, OUT_SIZE):
        if transposed:
            out, place = place, out
        sums[0][out] += x.array[place] * W.array[tap]
        sums[1][place] += gy[out] * W.array[tap]
        sums[2][tap] += gy[out] * x.array[place]
    for found, expected in zip((y.array, x.grad, W.grad), sums):
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-10)
