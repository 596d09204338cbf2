"""Convolutions with fewer multiplications beside sums in double precision."""

import importlib

import numpy as np
import pytest

from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.numpy_kernels.numpy_engine import NumpyEngine
from fashionseg.engines.winograd_kernels import convolution as winograd
from fashionseg.engines.winograd_kernels import plan
from fashionseg.engines.winograd_kernels.fits import fits
from fashionseg.engines.winograd_kernels.matrices import MATRICES
from fashionseg.engines.winograd_kernels.tiling import tile_plainly
from fashionseg.engines.winograd_kernels.transpose_block import transpose_block
from tests.engines_tests.direct_sums import numbers
from tests.engines_tests.each_engine import using

ONE, LIMIT = (1, 1), 3e-5

# x's shape, outputs, pad, dilation: whole and part tiles, blocks and registers.
CASES = [((2, 32, 12, 12), 32, ONE, ONE), ((2, 48, 9, 13), 70, ONE, ONE),
         ((1, 150, 10, 7), 33, ONE, ONE), ((3, 33, 14, 14), 64, (1, 0), ONE),
         ((1, 64, 29, 29), 64, (2, 2), (2, 2)), ((2, 40, 29, 30), 130, (4, 4), (4, 4)),
         ((1, 35, 21, 17), 40, (2, 3), (1, 3)), ((1, 64, 5, 5), 64, (0, 0), ONE),
         ((1, 40, 8, 9), 32, (2, 3), ONE), ((1, 32, 6, 6), 32, (7, 7), (7, 7))]

# x's shape and outputs of filters of 4 x 4: tiles that end in the map, in its padding
# and behind it.
HALVED = [((2, 32, 20, 10), 32), ((1, 32, 24, 18), 70), ((2, 142, 12, 14), 40),
          ((3, 35, 8, 16), 33), ((1, 40, 30, 2), 64)]


def direct(x, w, gy, pad, dilate, stride=1):
    """The sums and their gradients by x and w, tap after tap, in double precision."""
    x, w, gy = (array.astype('d') for array in (x, w, gy))
    height, width = gy.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (pad[0],) * 2, (pad[1],) * 2))
    y, gw, g_padded = np.zeros_like(gy), np.zeros_like(w), np.zeros_like(padded)
    for i in range(w.shape[2]):
        for j in range(w.shape[3]):
            place = (..., slice(i * dilate[0], i * dilate[0] + height * stride, stride),
                     slice(j * dilate[1], j * dilate[1] + width * stride, stride))
            y += np.einsum('nchw,oc->nohw', padded[place], w[:, :, i, j])
            gw[:, :, i, j] = np.einsum('nchw,nohw->oc', padded[place], gy)
            g_padded[place] += np.einsum('nohw,oc->nchw', gy, w[:, :, i, j])
    bottom, right = pad[0] + x.shape[2], pad[1] + x.shape[3]
    return y, g_padded[:, :, pad[0]:bottom, pad[1]:right], gw


def close(result, expected):
    assert result.dtype == np.float32 and result.shape == expected.shape
    assert abs(result - expected).max() <= LIMIT * abs(expected).max()


@pytest.fixture(params=['one item', 'many items'])
def items(request, monkeypatch):
    """Filters as most of the numbers, or the maps."""
    n = {'one item': 1 << 40, 'many items': 0}[request.param]
    monkeypatch.setattr(plan, '_FEWEST_TILES', max(n, 8))
    monkeypatch.setattr(plan, '_ITEM_NUMBERS', n)
    plan.plan.cache_clear()
    yield
    plan.plan.cache_clear()


@pytest.mark.parametrize('x_shape, n_out, pad, dilate', CASES)
def test_convolution_and_gradients(threads, items, x_shape, n_out, pad, dilate):
    out_size = tuple(size + 2 * p - 2 * d
                     for size, p, d in zip(x_shape[2:], pad, dilate))
    x, w = numbers(*x_shape), numbers(n_out, x_shape[1], 3, 3, seed=1)
    gy, b = numbers(x_shape[0], n_out, *out_size, seed=2), numbers(n_out, seed=3)
    y, gx, gw = direct(x, w, gy, pad, dilate)
    close(winograd.convolve(x, w, None, out_size, pad, dilate), y)
    total = numbers(*y.shape, seed=4)
    expected = np.maximum(y + b[:, None, None] + total, 0)
    result = winograd.convolve(x, w, b, out_size, pad, dilate, True, total)
    assert result is total
    close(result, expected)
    close(winograd.convolve(x, w, b, out_size, pad, dilate, relu=True),
          np.maximum(y + b[:, None, None], 0))
    grads = winograd.convolve_grads(x, w, gy, pad, dilate, True, True)
    for result, by in zip(grads, (gx, gw, gy.sum(axis=(0, 2, 3), dtype='d'))):
        close(result, by)
    none, result, nothing = winograd.convolve_grads(
        x, w, gy, pad, dilate, False, False)
    assert none is nothing is None
    np.testing.assert_array_equal(result, grads[1])


@pytest.mark.parametrize('x_shape, n_out', HALVED)
def test_half_the_size_and_back(threads, items, x_shape, n_out):
    n, n_in, height, width = x_shape
    small = n, n_out, height // 2, width // 2
    x, w = numbers(*x_shape), numbers(n_out, n_in, 4, 4, seed=1)
    gy, b = numbers(*small, seed=2), numbers(n_out, seed=3)
    y, gx, gw = direct(x, w, gy, ONE, ONE, 2)
    close(winograd.convolve(x, w, None, small[2:], ONE, ONE), y)
    total = numbers(*small, seed=4)
    expected = np.maximum(y + b[:, None, None] + total, 0)
    close(winograd.convolve(x, w, b, small[2:], ONE, ONE, True, total), expected)
    for result, by in zip(winograd.convolve_grads(x, w, gy, ONE, ONE, True, True),
                          (gx, gw, gy.sum(axis=(0, 2, 3), dtype='d'))):
        close(result, by)
    # Transposed it is its own gradient by x.
    close(winograd.deconvolve(gy, w), gx)
    b = numbers(n_in, seed=5)
    close(winograd.deconvolve(gy, w, b), gx + b[:, None, None])


@pytest.mark.filterwarnings('error')
@pytest.mark.parametrize('before', [np.nan, 3e38])
@pytest.mark.parametrize('n_in', [33, 35, 40, 64, 70])
def test_what_lay_in_the_memory_before_does_not_matter(
        threads, items, monkeypatch, n_in, before):
    """Channels and rows are filled up to whole registers and tiles."""
    for name in 'correlate', 'correlate_grad', 'read_inputs':
        monkeypatch.setattr(
            importlib.import_module(f'fashionseg.engines.winograd_kernels.{name}'),
            'scratch', lambda _, shape, dtype: np.full(shape, before, dtype))
    monkeypatch.setattr(
        importlib.import_module('fashionseg.engines.winograd_kernels.correlate'),
        'aligned', lambda shape, dtype: np.full(shape, before, dtype))
    x, w = numbers(2, n_in, 20, 20), numbers(37, n_in, 4, 4, seed=1)
    gy = numbers(2, 37, 10, 10, seed=2)
    y, gx, gw = direct(x, w, gy, ONE, ONE, 2)
    close(winograd.convolve(x, w, None, (10, 10), ONE, ONE), y)
    for result, by in zip(winograd.convolve_grads(x, w, gy, ONE, ONE, True, False),
                          (gx, gw)):
        close(result, by)
    w, gy = numbers(37, n_in, 3, 3, seed=1), numbers(2, 37, 20, 20, seed=2)
    y, gx, gw = direct(x, w, gy, ONE, ONE)
    close(winograd.convolve(x, w, None, (20, 20), ONE, ONE), y)
    for result, by in zip(winograd.convolve_grads(x, w, gy, ONE, ONE, True, False),
                          (gx, gw)):
        close(result, by)


def test_both_ways_of_sharing_out_are_met(items):
    shared = plan.plan(2, 32, 32, tile_plainly((40, 40), ONE, ONE), 2).items
    few = plan.plan(1, 128, 256, tile_plainly((8, 8), ONE, ONE), 2).items
    assert len(few) == 1 and sum(map(len, shared)) == 20
    assert len(shared) in (2, 20)  # a whole share each, or a strip


def test_maps_of_other_strides():
    x, w = numbers(8, 9, 2, 40).transpose(2, 3, 0, 1), numbers(32, 40, 3, 3, seed=1)
    gy = numbers(2, 8, 9, 32, seed=2).transpose(0, 3, 1, 2)
    y, gx, gw = direct(x, w, gy, ONE, ONE)
    close(winograd.convolve(x, w, None, (8, 9), ONE, ONE), y)
    for result, expected in zip(
            winograd.convolve_grads(x, w, gy, ONE, ONE, True, False), (gx, gw)):
        close(result, expected)


@pytest.mark.parametrize('n_tap', [2, 3])
def test_transforms_are_a_convolution(n_tap):
    d, g = numbers(6).astype('d'), numbers(n_tap, seed=1).astype('d')
    sums = MATRICES[f'result_{n_tap}'] @ (
        (MATRICES[f'filter_{n_tap}'] @ g) * (MATRICES['map'] @ d))
    expected = [d[i:i + n_tap] @ g for i in range(7 - n_tap)]
    assert np.allclose(sums, expected, rtol=0, atol=1e-12)


def test_blocks_are_transposed():
    n = VECTOR_BYTES // 4
    source, target = numbers(n, n + 3), np.zeros((n, n + 5), 'f')
    _transpose(source.reshape(-1), n + 3, target.reshape(-1), n + 5)
    np.testing.assert_array_equal(target[:, :n], source[:, :n].T)
    assert not target[:, n:].any()


def _transpose(source, step, target, stride):
    import numba

    @numba.njit
    def call(source, step, target, stride):
        transpose_block(source, 0, step, target, 0, stride)

    call(source, step, target, stride)


@pytest.mark.parametrize('x_shape, w_shape, dtype, stride, dilate, groups, ours', [
    ((2, 64, 28, 28), (64, 64, 3, 3), 'f', ONE, ONE, 1, True),
    ((2, 64, 28, 28), (64, 64, 3, 3), 'f', ONE, (2, 2), 1, True),
    ((4, 64, 28, 28), (64, 64, 4, 4), 'f', (2, 2), ONE, 1, True),
    ((2, 64, 28, 28), (64, 64, 3, 3), 'd', ONE, ONE, 1, False),
    ((2, 64, 28, 28), (64, 64, 5, 5), 'f', ONE, ONE, 1, False),
    ((2, 64, 28, 28), (64, 64, 3, 3), 'f', (2, 2), ONE, 1, False),
    ((2, 64, 28, 28), (64, 64, 4, 4), 'f', ONE, ONE, 1, False),
    ((2, 64, 28, 28), (64, 32, 3, 3), 'f', ONE, ONE, 2, False),
    ((2, 16, 28, 28), (64, 16, 3, 3), 'f', ONE, ONE, 1, True),
    ((2, 16, 28, 28), (63, 16, 3, 3), 'f', ONE, ONE, 1, False),
    ((2, 90, 28, 28), (12, 90, 3, 3), 'f', ONE, ONE, 1, True),
    ((2, 99, 28, 28), (11, 99, 3, 3), 'f', ONE, ONE, 1, False),
    ((1, 64, 8, 8), (64, 64, 3, 3), 'f', ONE, ONE, 1, False),
    ((1, 64, 20, 20), (64, 64, 4, 4), 'f', (2, 2), ONE, 1, False),
    ((64, 64, 1, 1), (64, 64, 3, 3), 'f', ONE, ONE, 1, False),
    ((64, 64, 2, 2), (64, 64, 4, 4), 'f', (2, 2), ONE, 1, False),
])
def test_what_is_computed_here(x_shape, w_shape, dtype, stride, dilate, groups, ours):
    x = np.zeros(x_shape, dtype)
    small = tuple(size // s for size, s in zip(x_shape[2:], stride))
    assert ours == fits(
        x, w_shape, x_shape[2:], small, stride, ONE, dilate, groups)


@pytest.mark.parametrize('size, pad', [((28, 28), (0, 1)), ((29, 28), ONE)])
def test_other_pads_and_odd_maps_are_not_halved_here(size, pad):
    x = np.zeros((2, 64) + size, 'f')
    assert not fits(
        x, (64, 64, 4, 4), size, (14, 14), (2, 2), pad, ONE, 1)


@pytest.fixture
def no_amx(monkeypatch):
    """The processor has no unit for small matrices."""
    monkeypatch.setattr('fashionseg.engines.amx_kernels.fits.has_amx', lambda: False)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_engines_compute_so(engine, no_amx, monkeypatch):
    from fashionseg.engines.current_engine import current_engine

    called = []
    kept = winograd.convolve
    monkeypatch.setattr(winograd, 'convolve',
                        lambda *args: called.append(1) or kept(*args))
    x, w = numbers(2, 64, 20, 20), numbers(64, 64, 3, 3, seed=1)
    gy = numbers(2, 64, 20, 20, seed=2)
    y, gx, gw = direct(x, w, gy, ONE, ONE)
    geometry = ONE, ONE, ONE, 1
    with using(engine):
        assert isinstance(current_engine(), NumpyEngine)
        close(current_engine().convolve(x, w, None, (20, 20), *geometry), y)
        assert len(called) == 1
        results = current_engine().convolve_backward(x, w, gy, *geometry, True)
        close(current_engine().convolve_grad_w(x, gy, (3, 3), *geometry), gw)
    assert len(called) == 2
    for result, expected in zip(results, (gx, gw)):
        close(result, expected)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_engines_halve_and_double_so(engine, no_amx, monkeypatch):
    from fashionseg.engines.current_engine import current_engine

    called = []
    kept = winograd.correlate
    monkeypatch.setattr(winograd, 'correlate',
                        lambda *args: called.append(1) or kept(*args))
    x, w = numbers(2, 40, 40, 30), numbers(36, 40, 4, 4, seed=1)
    gy = numbers(2, 36, 20, 15, seed=2)
    y, gx, gw = direct(x, w, gy, ONE, ONE, 2)
    geometry = (2, 2), ONE, ONE, 1
    with using(engine):
        close(current_engine().convolve(x, w, None, (20, 15), *geometry), y)
        close(current_engine().deconvolve(gy, w, None, (40, 30), *geometry), gx)
        assert len(called) == 2
        results = current_engine().convolve_backward(x, w, gy, *geometry, True)
        close(current_engine().convolve_grad_w(x, gy, (4, 4), *geometry), gw)
    for result, expected in zip(results, (gx, gw)):
        close(result, expected)
