"""Step 4: mean 0, standard deviation 25.5, clipped."""

import numpy as np
import pytest

from fashionseg.transforms.gaussian_noise import gaussian_noise


def test_moments_in_the_middle_of_the_range():
    photo = np.full((200, 200, 3), 128, np.uint8)
    noise = gaussian_noise(photo, np.random.default_rng(0)).astype(float) - 128
    # 120,000 numbers: five standard errors.
    assert abs(noise.mean()) < 5 * 25.5 / np.sqrt(noise.size)
    assert abs(noise.std() - 25.5) < 5 * 25.5 / np.sqrt(2 * noise.size)
    # Of a normal distribution: 68.27 % and 95.45 % within one and two sigma.
    assert (abs(noise) < 25.5).mean() == pytest.approx(.6827, abs=.007)
    assert (abs(noise) < 51).mean() == pytest.approx(.9545, abs=.004)


def test_every_pixel_and_channel_has_its_own():
    photo = np.full((100, 100, 3), 128, np.uint8)
    noise = gaussian_noise(photo, np.random.default_rng(0)).astype(float) - 128
    for first, second in [
            (noise[..., 0], noise[..., 1]), (noise[..., 0], noise[..., 2]),
            (noise[:, 1:], noise[:, :-1]), (noise[1:], noise[:-1])]:
        assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < .05


@pytest.mark.parametrize('value', [0, 255])
def test_clipped_at_both_ends(value):
    photo = np.full((100, 100, 3), value, np.uint8)
    noisy = gaussian_noise(photo, np.random.default_rng(0))
    assert noisy.min() >= 0 and noisy.max() <= 255
    assert (noisy == value).mean() == pytest.approx(.5, abs=.02)
    # The other half of the numbers: mean 25.5 sqrt(2 / pi) from the end.
    assert abs(noisy - value)[noisy != value].mean() == pytest.approx(
        25.5 * np.sqrt(2 / np.pi), rel=.03)


def test_type_shape_and_untouched_photo():
    photo = np.random.RandomState(0).randint(0, 256, (7, 9, 3)).astype(np.uint8)
    kept = photo.copy()
    noisy = gaussian_noise(photo, np.random.default_rng(0))
    assert noisy.shape == photo.shape and noisy.dtype == np.float32
    np.testing.assert_array_equal(photo, kept)
    # Around the photo, not around grey.
    assert abs(noisy - photo).max() < 6 * 25.5
