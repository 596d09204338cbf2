"""Step 4: the normal distribution, in its middle and in its tails, clipped."""

import numpy as np
import pytest
import scipy.stats

from fashionseg.transforms.gaussian_noise import gaussian_noise

N = 3_000_000


def noise_of(value, shape, seed=0):
    """Noise in deviations, of a photo of one value, before anything is clipped."""
    photo = np.full(shape + (3,), value, np.uint8)
    noisy = gaussian_noise(photo, np.random.default_rng(seed))
    return (noisy / 257. - value) / 25.5


@pytest.fixture(scope='module')
def many():
    """In the middle of the range no noise is clipped: 4.86 deviations at most."""
    return noise_of(127, (1000, 1000)).ravel()


def test_moments_of_three_million(many):
    # Five standard errors of the moments of a normal distribution.
    for power, expected, variance in [
            (1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96), (6, 15, 10170)]:
        assert abs((many ** power).mean() - expected) < 5 * np.sqrt(variance / N)


def test_tails(many):
    for deviations in (1, 2, 3, 3.5, 4):
        for tail in (many < -deviations, many > deviations):
            expected = scipy.stats.norm.sf(deviations)
            error = np.sqrt(expected / N)
            assert abs(tail.mean() - expected) < 5 * error + 2 ** -16
    assert 4.5 < abs(many).max() < 4.86


def test_distribution(many):
    assert scipy.stats.kstest(many[:600_000], 'norm').pvalue > 1e-3


def test_every_pixel_and_channel_has_its_own():
    noise = noise_of(128, (300, 300))
    for first, second in [
            (noise[..., 0], noise[..., 1]), (noise[..., 0], noise[..., 2]),
            (noise[..., 1], noise[..., 2]), (noise[:, 1:, 0], noise[:, :-1, 2]),
            (noise[:, 1:], noise[:, :-1]), (noise[1:], noise[:-1])]:
        for power in (1, 2):  # the sizes, too
            correlation = np.corrcoef(
                (first ** power).ravel(), (second ** power).ravel())[0, 1]
            assert abs(correlation) < 5 / np.sqrt(first.size)


def test_two_numbers_of_one_draw_are_independent(many):
    # 128 words are drawn at a time, and each gives two numbers, 128 apart.
    pairs = many[:many.size // 256 * 256].reshape(-1, 2, 128).swapaxes(0, 1)
    first, second = pairs.reshape(2, -1)
    for power in (1, 2):  # the sizes, too
        correlation = np.corrcoef(first ** power, second ** power)[0, 1]
        assert abs(correlation) < 5 / np.sqrt(N / 2)
    for half in (first, second):
        assert scipy.stats.kstest(half[:400_000], 'norm').pvalue > 1e-3
    # Pairs lie in each of sixteen equal sectors as often.
    sector = (np.arctan2(first, second) / np.pi + 1) * 8
    assert scipy.stats.chisquare(
        np.bincount(sector.astype(int) % 16)).pvalue > 1e-3


def test_draws_that_follow_each_other_are_independent(many):
    blocks = many[:many.size // 256 * 256].reshape(-1, 256)
    for first, second in [(blocks[1:], blocks[:-1]), (blocks[2:], blocks[:-2]),
                          (blocks[:, 1:], blocks[:, :-1])]:
        correlation = np.corrcoef(first.ravel(), second.ravel())[0, 1]
        assert abs(correlation) < 5 / np.sqrt(first.size)


@pytest.mark.parametrize('value', [0, 255])
def test_clipped_at_both_ends(value):
    photo = np.full((100, 100, 3), value, np.uint8)
    noisy = gaussian_noise(photo, np.random.default_rng(0)) / 257.
    assert (noisy == value).mean() == pytest.approx(.5, abs=.02)
    # The other half of the numbers: mean 25.5 sqrt(2 / pi) from the end.
    assert abs(noisy - value)[noisy != value].mean() == pytest.approx(
        25.5 * np.sqrt(2 / np.pi), rel=.03)


@pytest.mark.parametrize('value', [0, 1, 100, 254, 255])
def test_sum_of_photo_and_noise_stops_at_the_ends(value):
    # The same random numbers on a photo of another value: the same noise.
    noise = noise_of(127, (90, 70)) * 25.5
    photo = np.full((90, 70, 3), value, np.uint8)
    noisy = gaussian_noise(photo, np.random.default_rng(0)) / 257.
    # Rounded to a 257th, maybe the other way in the middle between two.
    np.testing.assert_allclose(noisy, np.clip(value + noise, 0, 255), atol=1.01 / 257)


@pytest.mark.parametrize('size', [(7, 9), (1, 1), (4, 4), (1, 5)])
def test_type_shape_and_untouched_photo(size):
    photo = np.random.RandomState(0).randint(0, 256, size + (3,)).astype(np.uint8)
    kept = photo.copy()
    photo.setflags(write=False)
    noisy = gaussian_noise(photo, np.random.default_rng(0))
    assert noisy.shape == photo.shape and noisy.dtype == np.uint16
    np.testing.assert_array_equal(photo, kept)
    # Around the photo, not around grey.
    assert abs(noisy / 257. - photo).max() < 6 * 25.5


def test_photos_that_lie_in_memory_in_another_order():
    photo = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)
    expected = gaussian_noise(photo, np.random.default_rng(1))
    turned = np.asfortranarray(photo[::-1])[::-1]
    assert not turned.flags.c_contiguous
    np.testing.assert_array_equal(
        gaussian_noise(turned, np.random.default_rng(1)), expected)
