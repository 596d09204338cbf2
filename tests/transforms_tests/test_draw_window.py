"""Step 3: the paper's inequalities, exactly, in whole pixels."""

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st

from fashionseg.transforms.draw_window import draw_window

SEED = st.integers(0, 2 ** 32)


def draw(height, width, rng):
    """Window (y, x, h, w); checks that it lies in the photo."""
    window = draw_window(height, width, rng)
    y, x, h, w = window
    assert {type(number) for number in window} == {int}
    assert 0 <= y and y + h <= height and 0 <= x and x + w <= width
    return window


def right_aspect(h, w):
    return 3 * h <= 4 * w and 3 * w <= 4 * h


def right_area(h, w, height, width):
    return height * width < 2 * h * w <= 2 * height * width


def windows(height, width):
    """All windows of a right aspect; the last resort is one pixel."""
    return [(h, w) for h in range(1, height + 1) for w in range(1, width + 1)
            if right_aspect(h, w)]


@hypothesis.given(st.integers(1, 20), st.integers(1, 20), SEED)
@hypothesis.settings(max_examples=300)
def test_all_inequalities_hold_whenever_some_window_satisfies_them(
        height, width, seed):
    _, _, h, w = draw(height, width, np.random.default_rng(seed))
    assert right_aspect(h, w)
    allowed = windows(height, width)
    if any(right_area(*window, height, width) for window in allowed):
        assert right_area(h, w, height, width)
    else:
        assert h * w == max(a * b for a, b in allowed)


def test_every_small_size():
    rng = np.random.default_rng(0)
    for height in range(1, 17):
        for width in range(1, 17):
            allowed = windows(height, width)
            possible = any(right_area(*size, height, width) for size in allowed)
            for _ in range(3):
                _, _, h, w = draw(height, width, rng)
                assert (h, w) in allowed
                assert right_area(h, w, height, width) or not possible


@hypothesis.given(st.integers(1, 900), st.integers(1, 900), SEED)
@hypothesis.settings(max_examples=40)
def test_photos_of_usual_sizes(height, width, seed):
    _, _, h, w = draw(height, width, np.random.default_rng(seed))
    assert right_aspect(h, w)
    long, short = max(height, width), min(height, width)
    if short >= 30 and 3 * long <= 7.5 * short:
        assert right_area(h, w, height, width)


@pytest.mark.parametrize('height, width, window', [
    # Longer than 8/3: the full short side, times 4/3 rounded down.
    (90, 300, (90, 120)), (300, 90, (120, 90)), (10, 100, (10, 13)),
    (1, 50, (1, 1)), (50, 1, (1, 1)), (2, 100, (2, 2)), (1, 1, (1, 1)),
    # Exactly 8/3: half of the area is not more than half.
    (30, 80, (30, 40)), (80, 30, (40, 30))])
def test_too_long_photo_gives_its_largest_window(height, width, window):
    rng = np.random.default_rng(0)
    places = set()
    for _ in range(20):
        y, x, h, w = draw(height, width, rng)
        assert (h, w) == window
        places.add((y, x))
    assert len(places) > 1 or (height, width) == (1, 1)


def test_windows_vary_over_the_whole_range():
    rng = np.random.default_rng(0)
    found = np.array([draw(120, 120, rng) for _ in range(1000)])
    y, x, h, w = found.T
    area, aspect = h * w / 120 ** 2, w / h
    assert .5 < area.min() < .52 and area.max() > .97
    assert aspect.min() < .77 and aspect.max() > 1.30
    # Wide and tall alike, and all places that the window leaves.
    assert abs((aspect > 1).mean() - .5) < .07
    assert (y == 0).any() and (y + h == 120).any()
    assert (x == 0).any() and (x + w == 120).any()
    free = (120 - h) > 10
    assert abs((y[free] / (120 - h[free])).mean() - .5) < .05
