"""Normal numbers, beside Box's and Muller's formulas in double precision."""

import numpy as np
import pytest
import scipy.stats

from fashionseg.engines.compiled_kernels.normal_numbers import normal_numbers


def numbers_of(words, sigma=1.):
    numbers = np.full(2 * len(words), np.nan, np.float32)
    normal_numbers(words, np.float32(sigma), numbers)
    return np.split(numbers, 2)


def test_formulas():
    words = np.random.default_rng(0).integers(0, 1 << 32, 300_001, np.uint32)
    words[:4] = 0, 0xffffffff, 0xffff, 0xffff0000
    u = ((words >> 16) + .5) / 65536
    angle = 2 * np.pi * (((words & 0xffff) + .5) / 65536 - .5)
    radius = np.sqrt(-2 * np.log(u))
    cosines, sines = numbers_of(words, 3.)
    np.testing.assert_allclose(cosines, 3 * radius * np.cos(angle), atol=5e-5)
    np.testing.assert_allclose(sines, 3 * radius * np.sin(angle), atol=5e-5)


def test_every_distance_once():
    """All 65,536 distances with the angle that is next to 0: an exact variance."""
    words = (np.arange(1 << 16, dtype=np.uint32) << 16) + np.uint32(1 << 15)
    cosines, sines = numbers_of(words)
    assert abs(sines).max() < 3e-4
    # The square of the distance is exponential with mean 2.
    assert (cosines.astype(float) ** 2).mean() == pytest.approx(2, rel=1e-4)
    assert cosines.max() == pytest.approx(np.sqrt(2 * np.log(1 << 17)), rel=1e-5)
    assert (np.diff(cosines) < 1e-6).all()


def test_every_angle_once():
    words = np.arange(1 << 16, dtype=np.uint32)
    for numbers in numbers_of(words):
        assert abs(numbers.mean(dtype=float)) < 1e-5
    # On a circle, in equal steps.
    first, second = np.array(numbers_of(words), float)
    np.testing.assert_allclose(np.hypot(first, second), np.sqrt(2 * np.log(1 << 17)),
                               rtol=1e-5)
    steps = np.diff(np.unwrap(np.arctan2(second, first)))
    np.testing.assert_allclose(steps, 2 * np.pi / 65536, rtol=2e-2)


@pytest.mark.parametrize('n', [0, 1, 7, 128, 129])
def test_any_count(n):
    words = np.random.default_rng(n).integers(0, 1 << 32, n, np.uint32)
    many = np.concatenate([words, np.zeros(50, np.uint32)])
    for few, all_of_them in zip(numbers_of(words), numbers_of(many)):
        np.testing.assert_allclose(few, all_of_them[:n], atol=2e-6)


def test_distribution():
    words = np.random.default_rng(1).integers(0, 1 << 32, 500_000, np.uint32)
    for numbers in numbers_of(words):
        assert scipy.stats.kstest(numbers, 'norm').pvalue > 1e-3
