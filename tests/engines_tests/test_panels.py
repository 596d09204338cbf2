"""Convolutions by filters that are laid out once, beside sums in double precision."""

from types import SimpleNamespace

import numpy as np
import pytest

from fashionseg.engines.amx_kernels import fits as amx_module
from fashionseg.engines.current_engine import current_engine
from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.engines.numpy_kernels.threads import THREADS
from fashionseg.engines.panel_kernels import (
    convolution as panels, lay_out_filters as filters_module)
from fashionseg.engines.panel_kernels.fits import fits
from fashionseg.engines.winograd_kernels.fits import fits as fits_winograd
from fashionseg.engines.winograd_kernels.keeps import keeps
from tests.engines_tests.direct_sums import direct, numbers, size_after
from tests.engines_tests.each_engine import using

ONE = (1, 1)
LIMITS = {'f': 2e-6, 'd': 1e-14}

# x's shape, outputs, kernel, stride, pad, dilation: one place and many, whole and part
# tiles and panels, taps that meet zeros alone, filters too deep for one product.
CASES = [
    ((1, 40, 7, 7), 128, (3, 3), ONE, ONE, ONE),
    ((2, 33, 7, 5), 47, (3, 3), ONE, (0, 2), (2, 1)),
    ((1, 300, 3, 3), 64, (2, 2), ONE, (0, 0), ONE),
    ((3, 24, 1, 1), 14, (1, 1), ONE, (0, 0), ONE),
    ((1, 24, 3, 3), 200, (3, 3), ONE, (0, 0), ONE),
    ((2, 17, 14, 12), 96, (4, 4), (2, 2), ONE, ONE),
    ((1, 21, 9, 11), 65, (3, 2), (3, 2), (2, 0), ONE),
    ((2, 5, 4, 4), 1, (3, 3), ONE, (5, 5), (4, 4)),
]


def kept(*arrays):
    return KeptWeights([SimpleNamespace(array=array) for array in arrays]).in_use()


def close(result, expected):
    limit = LIMITS[result.dtype.char]
    assert result.shape == expected.shape
    assert abs(result - expected).max() <= limit * abs(expected).max()


@pytest.mark.parametrize('dtype', ['f', 'd'])
@pytest.mark.parametrize('x_shape, n_out, ksize, stride, pad, dilate', CASES)
def test_convolution(threads, x_shape, n_out, ksize, stride, pad, dilate, dtype):
    geometry = stride, pad, dilate
    out_size = size_after(x_shape, ksize, *geometry)
    x, b, w = (array.astype(dtype) for array in (
        numbers(*x_shape), numbers(n_out, seed=3),
        numbers(n_out, x_shape[1], *ksize, seed=1)))
    y, _ = direct(x, w, np.zeros((x_shape[0], n_out, *out_size)), *geometry)
    with kept(w):
        close(panels.convolve(x, w, None, out_size, *geometry), y)
        total = numbers(*y.shape, seed=4).astype(dtype)
        expected = np.maximum(y + b[:, None, None] + total, 0)
        result = panels.convolve(x, w, b, out_size, *geometry, True, total)
        assert result is total
        close(result, expected)
        close(panels.convolve(x, w, b, out_size, *geometry, relu=True),
              np.maximum(y + b[:, None, None], 0))


def test_filters_are_laid_out_once(monkeypatch):
    calls = []
    monkeypatch.setattr(panels, 'lay_out_filters', lambda w: (
        calls.append(w.shape) or filters_module.lay_out_filters(w)))
    x, w = numbers(1, 8, 4, 4), numbers(40, 8, 3, 3, seed=1)
    with kept(w):
        first, again = (
            panels.convolve(x, w, None, (4, 4), ONE, ONE, ONE) for _ in range(2))
    assert calls == [(40, 8, 3, 3)]
    np.testing.assert_array_equal(first, again)


def test_what_lay_in_the_memory_before_does_not_matter(threads, monkeypatch):
    """Places and outputs are filled up."""
    monkeypatch.setattr(panels, 'scratch', lambda _, shape, dtype: np.full(
        shape, np.nan, dtype))
    monkeypatch.setattr(filters_module, 'aligned', lambda shape, dtype: np.full(
        shape, np.nan, dtype))
    x, w = numbers(2, 9, 5, 5), numbers(41, 9, 3, 3, seed=1)
    y, _ = direct(x, w, np.zeros((2, 41, 5, 5)), ONE, ONE, ONE)
    with kept(w):
        close(panels.convolve(x, w, None, (5, 5), ONE, ONE, ONE), y)


def test_maps_and_filters_of_other_strides():
    x = numbers(8, 9, 2, 10).transpose(2, 3, 0, 1)
    w = numbers(3, 3, 10, 32, seed=1).transpose(3, 2, 0, 1)
    y, _ = direct(x, w, np.zeros((2, 32, 8, 9)), ONE, ONE, ONE)
    with kept(w):
        close(panels.convolve(x, w, None, (8, 9), ONE, ONE, ONE), y)


@pytest.mark.parametrize('relu', [False, True])
def test_what_is_no_number_stays(relu):
    x, w = numbers(1, 8, 5, 5), np.ones((33, 8, 3, 3), 'f')
    x[0, 3, 2, 2] = np.nan
    with kept(w):
        y = panels.convolve(x, w, None, (5, 5), ONE, ONE, ONE, relu)
    near = np.zeros((5, 5), bool)
    near[1:4, 1:4] = True
    assert np.isnan(y[0][:, near]).all() and np.isfinite(y[0][:, ~near]).all()


def test_how_many_threads_share_it_does_not_matter():
    x, w = numbers(2, 40, 7, 7), numbers(200, 40, 3, 3, seed=1)
    results = []
    with kept(w):
        for count in (1, 2, 3):
            THREADS.set_count(count)
            results.append(panels.convolve(x, w, None, (7, 7), ONE, ONE, ONE))
    THREADS.set_count(1)
    for result in results[1:]:
        np.testing.assert_array_equal(result, results[0])


@pytest.mark.parametrize('n_photo, size, dtype, groups, ours', [
    (1, (20, 20), 'f', 1, True), (4, (10, 10), 'f', 1, True), (1, ONE, 'd', 1, True),
    (1, (20, 21), 'f', 1, False), (1, (20, 20), 'e', 1, False),
    (1, (20, 20), 'f', 2, False)])
def test_what_is_computed_here(n_photo, size, dtype, groups, ours):
    x, w = np.zeros((n_photo, 8) + size, dtype), np.zeros((8, 8 // groups, 3, 3), dtype)
    with kept(w):
        assert ours == fits(x, w, size, groups)
    assert not fits(x, w, size, groups)  # filters that change


def test_fewer_tiles_where_filters_are_kept():
    x, places = np.zeros((1, 64, 14, 14), 'f'), (14, 14)

    def fit(n_out, kept):
        return fits_winograd(
            x, (n_out, 64, 3, 3), places, places, ONE, ONE, ONE, 1, kept)

    assert fit(64, True) and not fit(64, False)
    x, places = x[..., :8, :8], (8, 8)  # four tiles
    assert not fit(64, True)


def test_transformed_filters_are_kept_where_they_are_few():
    few, many = (np.zeros((1 << 10, n), 'f') for n in (1 << 13, (1 << 13) + 1))
    with kept(few, many):
        assert keeps(few) and not keeps(many)
    assert not keeps(few)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
@pytest.mark.parametrize('size, kernel', [(7, 'panels'), (14, 'tiles'), (28, 'tiles')])
def test_engines_keep_filters(engine, size, kernel, monkeypatch):
    monkeypatch.setattr(amx_module, 'has_amx', lambda: False)
    x, w = numbers(1, 64, size, size), numbers(64, 64, 3, 3, seed=1)
    w4, made = numbers(64, 64, 4, 4, seed=2), []
    make_once = KeptWeights.make_once
    monkeypatch.setattr(KeptWeights, 'make_once', staticmethod(
        lambda name, w, make: make_once(name, w, lambda: made.append(name) or make())))
    y, _ = direct(x, w, np.zeros(x.shape), ONE, ONE, ONE)
    _, doubled = direct(np.zeros((1, 64, 2 * size, 2 * size)), w4, x, (2, 2), ONE, ONE)
    with using(engine), kept(w, w4):
        engine = current_engine()
        for _ in range(2):
            results = (
                engine.convolve(x, w, None, (size, size), ONE, ONE, ONE, 1),
                engine.chain_kernels(x).convolve(
                    x, w, np.zeros(64, 'f'), ONE, ONE, False, None),
                engine.deconvolve(
                    x, w4, None, (2 * size, 2 * size), (2, 2), ONE, ONE, 1))
            for result, expected in zip(results, (y, y, doubled)):
                assert abs(result - expected).max() <= 3e-5 * abs(expected).max()
    names = [name if name == 'panels' else 'tiles' for name in made]
    assert names == [kernel] + ['tiles'] * (size > 7)
