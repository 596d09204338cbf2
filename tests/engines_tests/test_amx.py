"""Convolutions by the unit for small matrices beside sums in double precision."""

from types import SimpleNamespace

import numpy as np
import pytest

from fashionseg.engines.amx_kernels import convolution as amx
from fashionseg.engines.amx_kernels import (
    correlate, fits as fits_module, has_amx, plan, split_channels as parts_module)
from fashionseg.engines.amx_kernels.fits import fits
from fashionseg.engines.amx_kernels.geometry import convolution_axis
from fashionseg.engines.current_engine import current_engine
from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.engines.numpy_kernels.threads import THREADS
from tests.engines_tests.direct_sums import direct, numbers, size_after
from tests.engines_tests.each_engine import using

ONE, LIMIT = (1, 1), 2e-5

needs_amx = pytest.mark.skipif(
    not has_amx.has_amx(), reason='this processor or system has no AMX')

# x's shape, outputs, kernel, stride, pad, dilation: whole and part tiles, rows longer
# and shorter than a tile, columns and rows that no tap meets, taps that meet zeros
# alone.
CASES = [
    ((2, 32, 12, 12), 32, (3, 3), ONE, ONE, ONE),
    ((2, 35, 13, 9), 47, (3, 3), ONE, ONE, ONE),
    ((1, 64, 40, 37), 16, (3, 3), ONE, ONE, ONE),
    ((2, 35, 13, 19), 14, (3, 3), ONE, (0, 2), (2, 1)),
    ((1, 33, 21, 17), 12, (5, 3), ONE, (2, 3), (1, 3)),
    ((2, 64, 20, 10), 40, (4, 4), (2, 2), ONE, ONE),
    ((3, 40, 21, 11), 70, (4, 4), (2, 2), ONE, ONE),
    ((2, 40, 21, 35), 33, (3, 3), (2, 2), (0, 1), ONE),
    ((1, 24, 23, 40), 20, (3, 3), (3, 2), (0, 0), ONE),
    ((1, 24, 23, 40), 20, (2, 5), (2, 3), (1, 2), ONE),
    ((1, 24, 23, 40), 20, (3, 3), (2, 4), (2, 1), (2, 3)),
    ((2, 30, 9, 20), 18, (1, 1), ONE, (0, 0), ONE),
    ((2, 30, 9, 20), 18, (1, 1), (2, 2), (0, 0), ONE),
    ((1, 12, 6, 6), 12, (3, 3), ONE, (7, 7), (7, 7)),
    ((64, 16, 1, 1), 16, (3, 3), ONE, ONE, ONE),
]


def close(result, expected):
    assert result.dtype == np.float32 and result.shape == expected.shape
    assert abs(result - expected).max() <= LIMIT * abs(expected).max()


@pytest.fixture(params=['one item', 'many items'])
def items(request, monkeypatch):
    """Filters as most of the numbers, or the maps."""
    n = {'one item': 1 << 40, 'many items': 1}[request.param]
    monkeypatch.setattr(plan, 'ITEM_NUMBERS', n)
    monkeypatch.setattr(plan, 'ONE_ITEM', n)
    plan.plan.cache_clear()
    yield request.param
    plan.plan.cache_clear()


@needs_amx
@pytest.mark.parametrize('x_shape, n_out, ksize, stride, pad, dilate', CASES)
def test_convolution(threads, items, x_shape, n_out, ksize, stride, pad, dilate):
    geometry = stride, pad, dilate
    out_size = size_after(x_shape, ksize, *geometry)
    x, w = numbers(*x_shape), numbers(n_out, x_shape[1], *ksize, seed=1)
    gy, b = numbers(x_shape[0], n_out, *out_size, seed=2), numbers(n_out, seed=3)
    y, gx = direct(x, w, gy, *geometry)
    close(amx.convolve(x, w, None, out_size, *geometry), y)
    total = numbers(*y.shape, seed=4)
    expected = np.maximum(y + b[:, None, None] + total, 0)
    result = amx.convolve(x, w, b, out_size, *geometry, True, total)
    assert result is total
    close(result, expected)
    close(amx.convolve(x, w, b, out_size, *geometry, relu=True),
          np.maximum(y + b[:, None, None], 0))
    close(amx.deconvolve(gy, w, None, x_shape[2:], *geometry), gx)
    b = numbers(x_shape[1], seed=5)
    close(amx.deconvolve(gy, w, b, x_shape[2:], *geometry), gx + b[:, None, None])


@needs_amx
def test_what_lay_in_the_memory_before_does_not_matter(threads, items, monkeypatch):
    """Places, channels and outputs are filled up to whole tiles."""
    monkeypatch.setattr(correlate, 'scratch', lambda _, shape, dtype: np.full(
        shape, np.frombuffer(np.float32(np.nan).tobytes(), dtype)[0], dtype))
    monkeypatch.setattr(
        correlate, 'aligned', lambda shape, dtype: np.full(shape, -1, dtype))
    x, w = numbers(2, 37, 9, 21), numbers(19, 37, 3, 3, seed=1)
    gy = numbers(2, 19, 9, 21, seed=2)
    y, gx = direct(x, w, gy, ONE, ONE, ONE)
    close(amx.convolve(x, w, None, (9, 21), ONE, ONE, ONE), y)
    close(amx.deconvolve(gy, w, None, (9, 21), ONE, ONE, ONE), gx)


@needs_amx
def test_nothing_is_written_beside_the_result():
    whole = np.full(2 * 19 * 9 * 21 + 64, 7, np.float32)
    total = whole[32:-32].reshape(2, 19, 9, 21)
    x, w = numbers(2, 37, 9, 21), numbers(19, 37, 3, 3, seed=1)
    amx.convolve(x, w, None, (9, 21), ONE, ONE, ONE, onto=total)
    assert (whole[:32] == 7).all() and (whole[-32:] == 7).all()
    close(total, direct(x, w, np.zeros_like(total), ONE, ONE, ONE)[0] + 7)


@needs_amx
def test_both_ways_of_sharing_out_are_met(items):
    axes = [convolution_axis(40, 40, 3, 1, 1, 1)] * 2
    shared = plan.plan(1, 64, 64, *axes, 2).items
    assert len(shared) == (1 if items == 'one item' else 40)
    assert sum(n_row for _, n_row in shared) == 40


@needs_amx
def test_many_channels_are_summed_part_by_part(threads, monkeypatch):
    monkeypatch.setattr(parts_module, 'ONE_ITEM', 1)
    monkeypatch.setattr(parts_module, '_MOST_CHANNELS', 32)
    x, w = numbers(2, 70, 9, 21), numbers(66, 70, 3, 3, seed=1)
    gy, b = numbers(2, 66, 9, 21, seed=2), numbers(66, seed=3)
    y, gx = direct(x, w, gy, ONE, ONE, ONE)
    close(amx.convolve(x, w, b, (9, 21), ONE, ONE, ONE, relu=True),
          np.maximum(y + b[:, None, None], 0))
    total = numbers(*y.shape, seed=4)
    expected = np.maximum(y + b[:, None, None] + total, 0)
    close(amx.convolve(x, w, b, (9, 21), ONE, ONE, ONE, True, total), expected)
    close(amx.deconvolve(gy, w, None, (9, 21), ONE, ONE, ONE), gx)


@pytest.mark.parametrize('n_channel, n_place, n_part', [
    (4096, 3600, 6), (769, 3600, 2), (768, 3600, 1), (64, 50176, 1), (4096, 64, 1)])
def test_parts_of_many_channels(n_channel, n_place, n_part):
    parts = parts_module.split_channels(n_channel, n_place)
    assert len(parts) == n_part and parts[0].start == 0
    assert [part.stop for part in parts[:-1]] == [part.start for part in parts[1:]]
    assert parts[-1].stop == n_channel
    assert all(part.start % 32 == 0 and 0 < part.stop - part.start <= 768 or n_part == 1
               for part in parts)


@needs_amx
def test_maps_and_filters_of_other_strides():
    x = numbers(8, 9, 2, 40).transpose(2, 3, 0, 1)
    w = numbers(3, 3, 40, 32, seed=1).transpose(3, 2, 0, 1)
    gy = numbers(2, 8, 9, 32, seed=2).transpose(0, 3, 1, 2)
    y, gx = direct(x, w, gy, ONE, ONE, ONE)
    close(amx.convolve(x, w, None, (8, 9), ONE, ONE, ONE), y)
    close(amx.deconvolve(gy, w, None, (8, 9), ONE, ONE, ONE), gx)


@needs_amx
@pytest.mark.parametrize('n_in', [64, 512])
def test_how_far_sums_are_off(n_in):
    """By a number that docs/speed.md names."""
    x, w = numbers(1, n_in, 14, 14), numbers(64, n_in, 3, 3, seed=1)
    y, _ = direct(x, w, np.zeros((1, 64, 14, 14)), ONE, ONE, ONE)
    off = amx.convolve(x, w, None, (14, 14), ONE, ONE, ONE) - y
    assert 2e-6 < off.std() / y.std() < 5e-6


@needs_amx
def test_numbers_of_every_size():
    """Sums keep 16 binary digits of each product, whatever its exponent."""
    w = numbers(16, 32, 1, 1, seed=1)
    for exponent in (-80, -30, 0, 30, 124):
        x = np.ldexp(numbers(1, 32, 8, 8), exponent) / 16
        y, _ = direct(x, w, np.zeros((1, 16, 8, 8)), ONE, (0, 0), ONE)
        close(amx.convolve(x, w, None, (8, 8), ONE, (0, 0), ONE), y)


@needs_amx
def test_whole_numbers_are_exact():
    """Two bfloat16 hold filters of 16 digits, and single precision the sums."""
    rng = np.random.default_rng(0)
    x = rng.integers(-3, 4, (1, 32, 8, 8)).astype('f')
    w = rng.integers(-127, 128, (16, 32, 1, 1)).astype('f') * 256 + 1
    y, _ = direct(x, w, np.zeros((1, 16, 8, 8)), ONE, (0, 0), ONE)
    np.testing.assert_array_equal(
        amx.convolve(x, w, None, (8, 8), ONE, (0, 0), ONE), y)


@needs_amx
@pytest.mark.parametrize('value', [np.nan, np.inf, -np.inf])
def test_what_is_no_number_reaches_its_neighbours_alone(value):
    x, w = numbers(1, 32, 9, 9), np.ones((16, 32, 3, 3), 'f')
    x[0, 5, 4, 4] = value
    y = amx.convolve(x, w, None, (9, 9), ONE, ONE, ONE)
    near = np.zeros((9, 9), bool)
    near[3:6, 3:6] = True
    assert np.isfinite(y[0][:, ~near]).all() and not np.isfinite(y[0][:, near]).any()


@needs_amx
def test_how_many_threads_share_it_does_not_matter(items):
    x, w = numbers(2, 40, 30, 31), numbers(50, 40, 3, 3, seed=1)
    results = []
    for count in (1, 2, 3):
        THREADS.set_count(count)
        results.append(amx.convolve(x, w, None, (30, 31), ONE, ONE, ONE))
    THREADS.set_count(1)
    for result in results[1:]:
        np.testing.assert_array_equal(result, results[0])


@pytest.mark.parametrize('x_shape, w_shape, dtype, groups, ours', [
    ((1, 64, 28, 28), (64, 64, 3, 3), 'f', 1, True),
    ((1, 64, 28, 28), (12, 64, 2, 2), 'f', 1, True),
    ((1, 64, 28, 28), (64, 64, 1, 1), 'f', 1, False),
    ((1, 64, 8, 8), (64, 64, 3, 3), 'f', 1, True),
    ((1, 64, 7, 7), (64, 64, 3, 3), 'f', 1, False),
    ((1, 64, 28, 28), (64, 64, 3, 3), 'd', 1, False),
    ((1, 64, 28, 28), (64, 32, 3, 3), 'f', 2, False),
    ((1, 3, 28, 28), (64, 3, 3, 3), 'f', 1, False),
    ((1, 64, 28, 28), (11, 64, 3, 3), 'f', 1, False),
])
def test_what_is_computed_here(
        monkeypatch, x_shape, w_shape, dtype, groups, ours):
    x, w = np.zeros(x_shape, dtype), np.zeros(w_shape, dtype)
    monkeypatch.setattr(fits_module, 'has_amx', lambda: True)
    assert ours == fits(x, w, x_shape[2:], groups)
    monkeypatch.setattr(fits_module, 'has_amx', lambda: False)
    assert not fits(x, w, x_shape[2:], groups)


def test_fewer_places_where_filters_are_kept(monkeypatch):
    monkeypatch.setattr(fits_module, 'has_amx', lambda: True)
    x, w = np.zeros((1, 64, 3, 3), 'f'), np.zeros((64, 64, 3, 3), 'f')
    assert not fits(x, w, (3, 3), 1)
    with KeptWeights([SimpleNamespace(array=w)]).in_use():
        assert fits(x, w, (3, 3), 1)
        assert fits(x, w[:, :, :1, :1], (3, 3), 1)
        assert not fits(x, w, (2, 2), 1) and not fits(x, w.copy(), (3, 3), 1)


@needs_amx
@pytest.mark.parametrize('engine', ['numpy', 'aten'])
@pytest.mark.parametrize('stride', [ONE, (2, 2)])
def test_engines_compute_so(engine, stride, monkeypatch):
    called, kept = [], amx.correlate
    monkeypatch.setattr(amx, 'correlate', lambda *args: called.append(1) or kept(*args))
    x, w = numbers(2, 40, 20, 31), numbers(36, 40, 3, 3, seed=1)
    out_size = size_after(x.shape, (3, 3), stride, ONE, ONE)
    gy = numbers(2, 36, *out_size, seed=2)
    y, gx = direct(x, w, gy, stride, ONE, ONE)
    geometry = stride, ONE, ONE, 1
    with using(engine):
        close(current_engine().convolve(x, w, None, out_size, *geometry), y)
        close(current_engine().deconvolve(gy, w, None, (20, 31), *geometry), gx)
        assert len(called) == 2
        result, *_ = current_engine().convolve_backward(x, w, gy, *geometry, True)
        close(result, gx)
        assert len(called) == 3
        nothing, *_ = current_engine().convolve_backward(x, w, gy, *geometry, False)
    assert nothing is None and len(called) == 3


@needs_amx
def test_filters_that_stay_are_laid_out_once(monkeypatch):
    calls, kept = [], correlate.pack_filters
    monkeypatch.setattr(correlate, 'pack_filters',
                        lambda *args: calls.append(1) or kept(*args))
    w = numbers(16, 32, 3, 3, seed=1)
    store = KeptWeights([SimpleNamespace(array=w)])
    for seed in range(3):
        x = numbers(seed + 1, 32, 10, 20, seed=seed)
        with store.in_use():
            y = amx.convolve(x, w, None, (10, 20), ONE, ONE, ONE)
        close(y, direct(x, w, np.zeros_like(y), ONE, ONE, ONE)[0])
    assert len(calls) == 1
    # By other strides they are laid out otherwise.
    with store.in_use():
        y = amx.deconvolve(numbers(1, 16, 5, 10), w, None, (10, 20), (2, 2), ONE, ONE)
        amx.convolve(x, w, None, (5, 10), (2, 2), ONE, ONE)
    close(y, direct(numbers(1, 32, 10, 20), w, numbers(1, 16, 5, 10), (2, 2), ONE,
                    ONE)[1])
    assert len(calls) == 1 + 2 + 1


def test_no_unit_on_other_systems(monkeypatch):
    ask = has_amx.has_amx.__wrapped__
    for name, value in ('system', 'darwin'), ('machine', 'aarch64'):
        with monkeypatch.context() as patch:
            if name == 'system':
                patch.setattr(has_amx.sys, 'platform', value)
            else:
                patch.setattr(has_amx.platform, 'machine', lambda: value)
            assert ask() is False
    monkeypatch.setattr(has_amx.llvm, 'get_host_cpu_features', dict)
    assert ask() is False


def test_no_unit_where_the_system_does_not_lend_it(monkeypatch):
    monkeypatch.setattr(has_amx.sys, 'platform', 'linux')
    monkeypatch.setattr(has_amx.platform, 'machine', lambda: 'x86_64')
    monkeypatch.setattr(has_amx.llvm, 'get_host_cpu_features', lambda: dict.fromkeys(
        ('amx-tile', 'amx-bf16', 'avx512f', 'avx512bw'), True))
    answers = iter((0, -1))
    monkeypatch.setattr(has_amx.ctypes, 'CDLL', lambda _: SimpleNamespace(
        syscall=lambda *args: next(answers)))
    ask = has_amx.has_amx.__wrapped__
    assert ask() is True and ask() is False
