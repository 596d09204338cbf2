"""All steps together: order, common fate of photo and label, repeatability."""

import numpy as np
import pytest

from fashionseg.transforms import (
    EvaluationTransform, TrainingTransform, resize_label, to_network_input,
    training_transform)
from tests.transforms_tests.plain_augmentation import augment_plainly

# Far apart from each other; the background is black as the bars are.
COLOURS = np.array([
    [0, 0, 0], [250, 0, 0], [0, 250, 0], [0, 0, 250], [250, 250, 0], [250, 0, 250],
    [0, 250, 250], [125, 0, 0], [0, 125, 0], [0, 0, 125], [125, 125, 0],
    [125, 0, 125], [0, 125, 125], [250, 250, 250]], np.uint8)


def patchwork(height=400, width=300, side=50):
    """A label of squares, and the photo that shows each class in its colour."""
    random = np.random.RandomState(0)
    label = random.randint(0, 14, (height // side, width // side)).astype(np.uint8)
    label = label.repeat(side, axis=0).repeat(side, axis=1)
    return COLOURS[label], label


def inner(t, margin=4):
    """Pixels whose neighbourhood is of one class, away from the borders."""
    same = np.ones((224 - 2 * margin,) * 2, bool)
    centre = t[margin:-margin, margin:-margin]
    for dy in range(2 * margin + 1):
        for dx in range(2 * margin + 1):
            same &= centre == t[dy:dy + same.shape[0], dx:dx + same.shape[1]]
    mask = np.zeros(t.shape, bool)
    mask[margin:-margin, margin:-margin] = same
    return mask


def silence(monkeypatch):
    monkeypatch.setattr(
        training_transform, 'gaussian_noise', lambda photo, rng: photo)


def check_common_fate(x, t, atol):
    mask = inner(t)
    assert mask.mean() > .3
    seen = x.transpose(1, 2, 0)[mask]
    np.testing.assert_allclose(seen, COLOURS[t[mask]] / 255., atol=atol)


@pytest.mark.parametrize('seed', range(15))
def test_photo_and_label_move_together(seed, monkeypatch):
    silence(monkeypatch)
    x, t = TrainingTransform()(*patchwork(), np.random.default_rng(seed))
    check_common_fate(x, t, .005)


def test_evaluation_keeps_photo_and_label_together():
    x, t = EvaluationTransform()(*patchwork())
    check_common_fate(x, t, .005)


@pytest.mark.parametrize('size', [(400, 300), (224, 224), (60, 41), (1, 1), (3, 200)])
@pytest.mark.parametrize('transform', [TrainingTransform(), EvaluationTransform()])
def test_shapes_types_ranges_and_classes(size, transform):
    random = np.random.RandomState(0)
    photo = random.randint(0, 256, size + (3,)).astype(np.uint8)
    label = random.choice([2, 13], size).astype(np.uint8)
    kept = photo.copy(), label.copy()
    photo.setflags(write=False)
    label.setflags(write=False)
    for seed in range(5):
        x, t = transform(photo, label, np.random.default_rng(seed))
        assert x.shape == (3, 224, 224) and x.dtype == np.float32
        assert t.shape == (224, 224) and t.dtype == np.int32
        assert x.flags.c_contiguous and t.flags.c_contiguous
        assert 0 <= x.min() and x.max() <= 1
        assert set(np.unique(t)) <= {0, 2, 13}
    np.testing.assert_array_equal(photo, kept[0])
    np.testing.assert_array_equal(label, kept[1])


@pytest.mark.parametrize('size', [
    (400, 300), (300, 400), (224, 224), (61, 45), (1, 1), (3, 200), (200, 3)])
def test_equals_the_steps_one_after_the_other(size):
    random = np.random.RandomState(1)
    photo = random.randint(0, 256, size + (3,)).astype(np.uint8)
    label = random.randint(0, 14, size).astype(np.uint8)
    for seed in range(12):
        x, t = TrainingTransform()(photo, label, np.random.default_rng(seed))
        slow_x, slow_t = augment_plainly(photo, label, np.random.default_rng(seed))
        np.testing.assert_array_equal(t, slow_t)
        # Noise and resizing are rounded to a 257th of a grey level.
        np.testing.assert_allclose(x, slow_x, rtol=0, atol=1.1 / 65535)


def test_noise_leaves_the_label_alone(monkeypatch):
    photo, label = patchwork()
    x, t = TrainingTransform()(photo, label, np.random.default_rng(3))
    silence(monkeypatch)
    clean_x, clean_t = TrainingTransform()(photo, label, np.random.default_rng(3))
    np.testing.assert_array_equal(t, clean_t)
    assert (x != clean_x).mean() > .5


def test_same_state_same_photo():
    photo, label = patchwork()
    results = [TrainingTransform()(photo, label, np.random.default_rng(seed))
               for seed in (1, 1, 2)]
    np.testing.assert_array_equal(results[0][0], results[1][0])
    np.testing.assert_array_equal(results[0][1], results[1][1])
    assert (results[0][1] != results[2][1]).any()


def test_global_random_states_are_neither_read_nor_moved():
    photo, label = patchwork()
    np.random.seed(0)
    first = TrainingTransform()(photo, label, np.random.default_rng(1))[0]
    drawn = np.random.rand()
    np.random.seed(1)
    second = TrainingTransform()(photo, label, np.random.default_rng(1))[0]
    np.testing.assert_array_equal(first, second)
    assert drawn == np.random.RandomState(0).rand()


def test_evaluation_resizes_and_nothing_else():
    photo, label = patchwork()
    rng = np.random.default_rng(0)
    before = rng.bit_generator.state
    for args in [(photo, label, rng), (photo, label)]:
        x, t = EvaluationTransform()(*args)
        np.testing.assert_array_equal(x, to_network_input(photo))
        np.testing.assert_array_equal(t, resize_label(label, (224, 224)))
    assert rng.bit_generator.state == before
    same_photo, same_label = patchwork(224, 224, 56)
    x, t = EvaluationTransform()(same_photo, same_label)
    np.testing.assert_array_equal(t, same_label)
    np.testing.assert_allclose(x, same_photo.transpose(2, 0, 1) / 255., atol=1e-7)


@pytest.mark.parametrize('shape', [(30, 20), (30, 20, 1), (30, 20, 4)])
def test_photos_have_three_colours(shape):
    with pytest.raises(ValueError):
        to_network_input(np.zeros(shape, np.uint8))
