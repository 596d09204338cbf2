"""Steps 2 and 3 of Section IV-B use all that their inequalities allow.

The share of 10,000 draws near each bound is compared with the intended distribution:
counted exactly where it is uniform over whole numbers, simulated on its own in real
numbers for the windows of the crop.
"""

import numpy as np
import pytest

from tests.proofs_tests.augmentation_draws import (
    LYING, N_DRAW, ODD, SQUARE, STREET, draw_bars, draw_windows)

NEAR = .05  # of the allowed range


def check_share(drawn, expected, rounding=0.):
    """Share of 10,000 draws within five deviations of what is expected."""
    deviation = np.sqrt(max(expected * (1 - expected), 1 / N_DRAW) / N_DRAW)
    assert abs(np.mean(drawn) - expected) < 5 * deviation + rounding


def chance_of_sides(most):
    """Chance of each bar 0..most: its sum with the other is uniform, so its share."""
    chance = np.zeros(most + 1)
    for total in range(most + 1):
        chance[:total + 1] += 1 / (most + 1) / (total + 1)
    return chance


@pytest.mark.parametrize('size', [STREET, (64, 45), ODD])
def test_bars_near_each_bound(size):
    bars = draw_bars(*size, seed=1).T
    for side, pair in zip(size, (bars[:2], bars[2:])):
        most = side // 2
        lowest = np.arange(most + 1) <= NEAR * side / 2
        highest = np.arange(most + 1) >= (1 - NEAR) * side / 2
        total = pair.sum(axis=0)
        check_share(total <= NEAR * side / 2, lowest.mean())
        check_share(total >= (1 - NEAR) * side / 2, highest.mean())
        assert total.min() == 0 and total.max() == most
        chance = chance_of_sides(most)
        for bar in pair:
            check_share(bar <= NEAR * side / 2, chance[lowest].sum())
            check_share(bar >= (1 - NEAR) * side / 2, chance[highest].sum())
            # Twenty parts of the range, or as many as there are numbers.
            part = np.arange(most + 1) * 20 // (most + 1)
            for k in set(part):
                check_share(part[bar] == k, chance[part == k].sum())
    height, width = bars[:2].sum(axis=0), bars[2:].sum(axis=0)
    assert abs(np.corrcoef(height, width)[0, 1]) < 5 / np.sqrt(N_DRAW)


def simulate_windows(h0, w0, seed):
    """Real-valued area ratios and aspects of as many crops as there are photos.

    The area is uniform, the aspect uniform on a logarithmic scale; both are drawn
    again, as often as it takes, until the window fits into the photo.
    """
    random = np.random.RandomState(seed)
    area, aspect = np.empty((2, len(h0)))
    left = np.arange(len(h0))
    while len(left):
        area[left] = random.uniform(.5, 1, len(left))
        aspect[left] = 2 ** random.uniform(np.log2(.75), np.log2(4 / 3), len(left))
        # w = sqrt(area w0 h0 aspect) <= w0 and h = sqrt(area w0 h0 / aspect) <= h0.
        wide = area[left] * aspect[left] * h0[left] > w0[left]
        tall = area[left] / aspect[left] * w0[left] > h0[left]
        left = left[wide | tall]
    return area, aspect


def check_like(drawn, simulated, rounding):
    """Shares near each bound, and of each twentieth of the range."""
    low, high = simulated.min(), simulated.max()
    near = NEAR * (high - low)
    check_share(drawn < low + near, np.mean(simulated < low + near), rounding)
    check_share(drawn > high - near, np.mean(simulated > high - near), rounding)
    edges = np.linspace(low, high, 21)
    drawn = np.clip(drawn, low, high)
    shares, expected = (np.histogram(x, edges)[0] / len(x) for x in (drawn, simulated))
    deviation = np.sqrt(np.maximum(expected, 1 / N_DRAW) / N_DRAW)
    assert (abs(shares - expected) < 5 * deviation + rounding).all()


# Real-valued sizes of the photos that the crop meets, and the bounds that a window in
# one of them can reach: in 400 x 600, at most 4/3 of 400 x 400.
@pytest.mark.parametrize('size, highest_area, aspects', [
    (SQUARE, 1, (3 / 4, 4 / 3)), ((600, 450), 1, (3 / 4, 4 / 3)),
    (STREET, 8 / 9, (3 / 4, 4 / 3)), (LYING, 8 / 9, (3 / 4, 4 / 3))])
def test_windows_near_each_bound(size, highest_area, aspects):
    h0, w0, y, x, h, w = draw_windows(*size, seed=11).T
    many = np.ones((2, 200000)) * np.array(size)[:, None]
    area, aspect = simulate_windows(*many, seed=12)
    # A window of about 400 pixels is rounded by 1/1000 of its side.
    check_like(w * h / (w0 * h0), area, .002)
    check_like(w / h, aspect, .002)
    assert (w * h / (w0 * h0)).min() < .501
    assert (w * h / (w0 * h0)).max() > highest_area - .02
    assert (w / h).min() < aspects[0] + .01 and (w / h).max() > aspects[1] - .01


@pytest.mark.parametrize('size', [STREET, LYING])
def test_windows_of_expanded_photos_near_each_bound(size):
    random = np.random.RandomState(13)
    h0, w0 = (side * (1 + random.uniform(0, .5, 200000)) for side in size)
    area, aspect = simulate_windows(h0, w0, seed=14)
    t, b, l, r = draw_bars(*size, seed=1).T
    windows = draw_windows(size[0] + t + b, size[1] + l + r, seed=16)
    h0, w0, y, x, h, w = windows.T
    check_like(w * h / (w0 * h0), area, .002)
    check_like(w / h, aspect, .002)
    # Bars on top and below make some photos square, whose crop can be all of them.
    assert (w * h / (w0 * h0)).max() > .98 and (w * h / (w0 * h0)).min() < .501
    assert (w / h).min() < .755 and (w / h).max() > 1.32


def test_corners_near_each_bound():
    h0, w0, y, x, h, w = draw_windows(*SQUARE, seed=17).T
    places = []
    for at, free in ((y, h0 - h), (x, w0 - w)):
        # Uniform over the whole numbers 0..free.
        near = np.floor(NEAR * free) + 1
        expected = (near / (free + 1)).mean()
        check_share(at <= NEAR * free, expected)
        check_share(at >= (1 - NEAR) * free, expected)
        places.append((at + .5) / (free + 1))
    for place in places:
        # Each draw is the middle of its cell: in the long run uniform on [0, 1].
        shares = np.histogram(place, 10, (0, 1))[0] / N_DRAW
        assert abs(shares - .1).max() < .03
        assert abs(place.mean() - .5) < 5 * np.sqrt(1 / 12 / N_DRAW)
    assert abs(np.corrcoef(places)[0, 1]) < 5 / np.sqrt(N_DRAW)


def test_every_window_and_every_place_in_a_small_photo():
    windows = draw_windows(12, 10, seed=18)
    expected = {
        (y, x, h, w) for h in range(1, 13) for w in range(1, 11)
        if 3 * h <= 4 * w and 3 * w <= 4 * h and 60 < h * w
        for y in range(13 - h) for x in range(11 - w)}
    assert set(map(tuple, windows[:, 2:].tolist())) == expected
