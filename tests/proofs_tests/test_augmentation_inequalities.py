"""Steps 1 to 3 of Section IV-B: each inequality over 10,000 draws, in whole pixels."""

import numpy as np
import pytest
import scipy.stats

from tests.proofs_tests.augmentation_draws import (
    LYING, N_DRAW, ODD, SQUARE, STREET, draw_bars, draw_flips, draw_windows)


def check_window(windows):
    """The three inequalities of step 3 and those of the corner, as printed."""
    h0, w0, y, x, h, w = windows.T
    assert (w <= w0).all() and (h <= h0).all() and (h > 0).all() and (w > 0).all()
    # Without a division: whole numbers compare exactly.
    assert (3 * h <= 4 * w).all() and (3 * w <= 4 * h).all()
    assert (w0 * h0 < 2 * w * h).all() and (w * h <= w0 * h0).all()
    assert (x >= 0).all() and (x <= w0 - w).all()
    assert (y >= 0).all() and (y <= h0 - h).all()


def largest_allowed(h0, w0):
    """Area of the largest window of an allowed aspect: every height is tried."""
    h = np.arange(1, h0 + 1)
    w = np.minimum(w0, 4 * h // 3)
    return (h * w)[3 * h <= 4 * w].max()


def test_half_of_the_photos_are_mirrored():
    # Of a fair coin, once in a million tests outside.
    low, high = scipy.stats.binom.ppf([5e-7, 1 - 5e-7], N_DRAW, .5)
    assert low <= draw_flips(seed=0).sum() <= high


@pytest.mark.parametrize('size', [STREET, (36, 48), ODD, (3, 200), (1, 2)])
def test_bars_expand_the_photo_one_and_a_half_times_at_most(size):
    h, w = size
    t, b, l, r = draw_bars(h, w, seed=1).T
    assert min(map(np.min, (t, b, l, r))) >= 0
    assert (l + r <= .5 * w).all() and (t + b <= .5 * h).all()
    for ratio in ((h + t + b) / h, (w + l + r) / w):
        assert (1 <= ratio).all() and (ratio <= 1.5).all()


@pytest.mark.parametrize('size', [STREET, LYING, SQUARE, ODD, ODD[::-1], (600, 240)])
def test_windows_of_one_size_of_photo(size):
    check_window(draw_windows(*size, seed=2))


@pytest.mark.parametrize('size', [STREET, LYING, SQUARE, ODD])
def test_windows_of_expanded_photos(size):
    t, b, l, r = draw_bars(*size, seed=1).T
    windows = draw_windows(size[0] + t + b, size[1] + l + r, seed=4)
    check_window(windows)
    h0, w0 = windows[:, 0], windows[:, 1]
    assert (h0 * w0 <= 2.25 * size[0] * size[1]).all()


@pytest.mark.parametrize('longest', [12, 60, 1000])
def test_windows_of_photos_of_every_size(longest):
    sizes = np.random.RandomState(5).randint(1, longest + 1, (N_DRAW, 2))
    windows = draw_windows(*sizes.T, seed=6)
    h0, w0, y, x, h, w = windows.T
    allowed = np.array([largest_allowed(*size) for size in sizes])
    possible = 2 * allowed > h0 * w0
    check_window(windows[possible])
    # A photo up to 8/3 as long as wide has a window, but for whole pixels.
    short, long = sizes.min(axis=1), sizes.max(axis=1)
    assert not possible[3 * long >= 8 * short].any()
    assert possible[3 * long <= 8 * short - 8].all()
    # Without one, the largest of an allowed aspect, anywhere.
    assert .2 < possible.mean() < .9
    h, w, x, y, h0, w0 = (part[~possible] for part in (h, w, x, y, h0, w0))
    assert (3 * h <= 4 * w).all() and (3 * w <= 4 * h).all()
    assert (h * w == allowed[~possible]).all()
    assert (0 <= x).all() and (x <= w0 - w).all()
    assert (0 <= y).all() and (y <= h0 - h).all()
