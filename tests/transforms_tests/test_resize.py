"""Step 5 and the network's input."""

import numpy as np
import pytest

from fashionseg.transforms import resize_label, resize_photo, to_network_input

SIZES = [(224, 224), (600, 400), (37, 91), (1, 1), (1, 300), (300, 1), (448, 112)]


@pytest.mark.parametrize('height, width', SIZES)
def test_input_has_the_size_type_and_range_of_the_network(height, width):
    photo = np.random.RandomState(0).randint(0, 256, (height, width, 3))
    for dtype in (np.uint8, np.uint16):
        x = to_network_input(photo.astype(dtype))
        assert x.shape == (3, 224, 224) and x.dtype == np.float32
        assert x.flags.c_contiguous
        assert 0 <= x.min() and x.max() <= 1


@pytest.mark.parametrize('value', [0, 1, 100, 255])
def test_values_are_divided_by_255(value):
    photo = np.full((30, 40, 3), value, np.uint8)
    photo[..., 1] = 255 - value
    # 65535 = 255 * 257: 16 bits hold the same greys, and 256 between each two.
    for x in (to_network_input(photo), to_network_input(photo * np.uint16(257))):
        np.testing.assert_allclose(x[0], value / 255, atol=1e-7)
        np.testing.assert_allclose(x[1], (255 - value) / 255, atol=1e-7)
        np.testing.assert_allclose(x[2], value / 255, atol=1e-7)


@pytest.mark.parametrize('dtype, white', [(np.uint8, 255), (np.uint16, 65535)])
def test_photo_of_the_right_size_is_only_moved(dtype, white):
    random = np.random.RandomState(0)
    photo = random.randint(0, white + 1, (224, 224, 3)).astype(dtype)
    photo.setflags(write=False)
    x = to_network_input(photo)
    np.testing.assert_allclose(x, photo.transpose(2, 0, 1) / white, atol=1e-7)


def test_photo_is_bilinear():
    # Two columns 0 and 200 on four: centres at -1/4, 1/4, 3/4, 5/4.
    for dtype, step in ((np.uint8, 1), (np.uint16, 257)):
        photo = np.zeros((1, 2, 3), dtype)
        photo[:, 1] = 200 * step
        resized = resize_photo(photo, (1, 4))
        assert resized.dtype == dtype
        assert (resized[0, :, 0] == np.array([0, 50, 150, 200]) * step).all()


def test_size_is_height_then_width():
    assert resize_photo(np.zeros((5, 6, 3), np.uint8), (2, 9)).shape == (2, 9, 3)
    assert resize_label(np.zeros((5, 6), np.uint8), (2, 9)).shape == (2, 9)


@pytest.mark.parametrize('height, width', SIZES)
@pytest.mark.parametrize('dtype', ['uint8', 'int32', 'int64'])
def test_label_is_the_nearest_neighbour(height, width, dtype):
    label = np.random.RandomState(0).choice([0, 1, 9, 13], (height, width))
    resized = resize_label(label.astype(dtype), (224, 224))
    assert resized.shape == (224, 224) and resized.dtype == np.uint8
    candidates = []
    for lower_y in (0, 1):
        for lower_x in (0, 1):  # on a border between two, either is as near
            rows = [max(0, y * height - lower_y) // 224 for y in range(224)]
            columns = [max(0, x * width - lower_x) // 224 for x in range(224)]
            candidates.append(label[np.ix_(rows, columns)])
    assert np.any([resized == c for c in candidates], axis=0).all()


@pytest.mark.parametrize('height, width', SIZES)
def test_no_new_class_appears(height, width):
    label = np.random.RandomState(0).choice([0, 2, 13], (height, width))
    for size in [(224, 224), (50, 333), (1, 1)]:
        assert set(np.unique(resize_label(label, size))) <= {0, 2, 13}


def test_mirrored_views_are_read_rightly():
    photo = np.random.RandomState(0).randint(0, 256, (224, 224, 3)).astype(np.uint8)
    label = photo[..., 0] % 14
    np.testing.assert_array_equal(
        to_network_input(photo[:, ::-1]), to_network_input(photo)[:, :, ::-1])
    np.testing.assert_array_equal(
        resize_label(label[:, ::-1], (224, 224)), label[:, ::-1])
