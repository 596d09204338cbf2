"""Scaled photos (area mean) and scaled labels (nearest neighbour)."""

import numpy as np
import pytest

from fashionseg.functions import image_pyramid, label_pyramid


@pytest.mark.parametrize('dtype, atol', [('float64', 1e-12), ('float32', 1e-6)])
def test_photo_is_the_mean_of_plain_blocks(dtype, atol):
    x = np.random.RandomState(0).rand(2, 3, 32, 48).astype(dtype)
    scaled = image_pyramid(x)
    assert sorted(scaled) == [1, 2, 3, 4]
    for i in scaled:
        side = 2 ** i
        assert scaled[i].shape == (2, 3, 32 // side, 48 // side)
        assert scaled[i].dtype == dtype
        for n, c, y, x_ in np.ndindex(*scaled[i].shape):
            block = x[n, c, y * side:(y + 1) * side, x_ * side:(x_ + 1) * side]
            mean = sum(block.ravel().tolist()) / side ** 2
            assert scaled[i][n, c, y, x_] == pytest.approx(mean, abs=atol)


def test_nearest_photo_is_the_first_pixel_of_each_block():
    x = np.random.RandomState(0).rand(2, 3, 32, 48)
    scaled = image_pyramid(x, 'nearest')
    assert sorted(scaled) == [1, 2, 3, 4]
    for i in scaled:
        assert scaled[i].shape == (2, 3, 32 // 2 ** i, 48 // 2 ** i)
        for n, c, y, x_ in np.ndindex(*scaled[i].shape):
            assert scaled[i][n, c, y, x_] == x[n, c, y * 2 ** i, x_ * 2 ** i]


def test_unknown_scaling_is_refused():
    with pytest.raises(ValueError, match="'area' or 'nearest', not 'cubic'"):
        image_pyramid(np.ones((1, 3, 16, 16)), 'cubic')


def test_photo_sizes_of_the_paper_and_unchanged_input():
    x = np.ones((1, 3, 224, 224), np.float32)
    x.setflags(write=False)
    scaled = image_pyramid(x)
    assert [scaled[i].shape[2] for i in (1, 2, 3, 4)] == [112, 56, 28, 14]
    assert all((h == 1).all() for h in scaled.values())


@pytest.mark.parametrize('dtype', ['uint8', 'int32'])
def test_label_picks_the_first_pixel_of_each_block(dtype):
    labels = np.random.RandomState(0).randint(0, 14, (2, 224, 224)).astype(dtype)
    scaled = label_pyramid(labels)
    assert [scaled[i].shape for i in sorted(scaled)] == [
        (2, 112, 112), (2, 56, 56), (2, 28, 28), (2, 14, 14)]
    for i in scaled:
        assert scaled[i].dtype == dtype
        for y, x in [(0, 0), (1, 2), (13, 13), (5, 0)]:
            np.testing.assert_array_equal(
                scaled[i][:, y, x], labels[:, y * 2 ** i, x * 2 ** i])


def test_label_of_one_class_keeps_it_and_adds_none():
    for scaled in label_pyramid(np.full((1, 16, 16), 7)).values():
        assert set(scaled.ravel().tolist()) == {7}
