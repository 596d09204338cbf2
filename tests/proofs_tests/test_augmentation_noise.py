"""Step 4 of Section IV-B: 10,000 draws of the noise against the normal distribution."""

import numpy as np
import pytest
import scipy.stats

from fashionseg.transforms.gaussian_noise import gaussian_noise
from tests.proofs_tests.augmentation_draws import N_DRAW

SIDES = (4, 5)
NORMAL = scipy.stats.norm(0, 25.5)


def draw_noise(value, seed):
    """float64 (N_DRAW, 4, 5, 3): noisy copies of a photo of one value."""
    rng = np.random.default_rng(seed)
    photo = np.full(SIDES + (3,), value, np.uint8)
    # White is 65535 in a noisy photo, 257 times 255.
    return np.array([gaussian_noise(photo, rng) for _ in range(N_DRAW)]) / 257


def test_mean_and_deviation_of_every_draw():
    noise = draw_noise(128, seed=0) - 128
    n = noise[0].size
    # Five deviations of the mean and of the variance of 600,000 numbers.
    assert abs(noise.mean()) < 5 * 25.5 / np.sqrt(noise.size)
    assert abs(noise.var() / 25.5 ** 2 - 1) < 5 * np.sqrt(2 / noise.size)
    # Each photo has fresh noise: 10,000 means of 60 numbers spread as they must.
    means = noise.reshape(N_DRAW, -1).mean(axis=1)
    assert scipy.stats.kstest(means, scipy.stats.norm(0, 25.5 / np.sqrt(n)).cdf
                              ).pvalue > 1e-4
    assert abs(np.corrcoef(means[1:], means[:-1])[0, 1]) < 5 / np.sqrt(N_DRAW)
    # So has each pixel and each channel.
    pixels = noise.mean(axis=0)
    assert abs(pixels).max() < 5 * 25.5 / np.sqrt(N_DRAW)


def test_distribution_where_nothing_is_clipped():
    # 127 is five deviations from either end: one number in 1,600,000 is clipped.
    noise = draw_noise(127, seed=1).ravel() - 127
    assert scipy.stats.kstest(noise, NORMAL.cdf).pvalue > 1e-4
    assert (abs(noise) > 3 * 25.5).any()


@pytest.mark.parametrize('value', [0, 20, 51, 204, 235, 255])
def test_clipped_to_both_ends_and_not_before(value):
    noisy = draw_noise(value, seed=2 + value).ravel()
    assert noisy.min() >= 0 and noisy.max() <= 255
    # min(255, max(0, x + G)): what falls outside lies at the end, all else follows G.
    for end, beyond in ((noisy == 0, NORMAL.cdf(-value)),
                        (noisy == 255, NORMAL.sf(255 - value))):
        assert abs(end.mean() - beyond) < 5 * np.sqrt(beyond / noisy.size) + 1e-5
    for level in np.linspace(5, 250, 8):
        below = NORMAL.cdf(level - value)
        assert abs((noisy < level).mean() - below) < 5 * .5 / np.sqrt(noisy.size)
