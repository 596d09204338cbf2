"""The whole augmentation of Section IV-B: photo and label share one fate.

The photo shows where each of its pixels was: column and row in its first two channels,
counted from 1, so that 0 is a bar; its label says one of them too. So every pixel of
the answer tells which pixel it came from.
"""

import numpy as np
import pytest
import scipy.ndimage

from fashionseg.transforms import TrainingTransform, training_transform
from tests.proofs_tests.augmentation_draws import N_DRAW


def coded(height, width):
    photo = np.full((height, width, 3), 200, np.uint8)
    photo[..., 0] = np.arange(1, width + 1)
    photo[..., 1] = np.arange(1, height + 1)[:, None]
    return photo


def augment(photo, label, seed):
    x, t = TrainingTransform()(photo, label, np.random.default_rng(seed))
    return x * 255, t


@pytest.fixture
def silent(monkeypatch):
    """Without the noise the columns and rows can be read off the photo."""
    monkeypatch.setattr(training_transform, 'gaussian_noise',
                        lambda photo, rng: photo * np.uint16(257))


@pytest.mark.parametrize('size', [
    (250, 170), (37, 61), (200, 200), (240, 97)])
def test_label_and_photo_come_from_the_same_pixels(size, silent):
    photo = coded(*size)
    mirrored = []
    for seed in range(25):
        answers = [augment(photo, photo[..., channel], seed) for channel in (0, 1)]
        np.testing.assert_array_equal(answers[0][0], answers[1][0])
        for channel, (x, t) in enumerate(answers):
            # Four pixels from a bar nothing of it is mixed in by the resizing.
            inside = scipy.ndimage.binary_erosion(t > 0, np.ones((9, 9)))
            outside = scipy.ndimage.binary_erosion(t == 0, np.ones((9, 9)))
            assert inside.mean() > .2
            np.testing.assert_allclose(x[2][inside], 200, atol=1e-3)
            assert not x[:, outside].any()
            # Pixels of the photo from one pixel of the answer to the next. The label
            # is a pixel that holds some of the answer's, the photo its middle.
            step = np.median(
                np.gradient(x[channel], axis=1 - channel)[inside])
            assert abs(x[channel] - t)[inside].max() <= abs(step) / 2 + .5 + .01
            if channel == 0:
                mirrored.append(step < 0)
            else:
                assert step > 0
    assert 3 < sum(mirrored) < 22


def test_labels_hold_the_classes_of_the_photo_and_background_alone():
    random = np.random.RandomState(0)
    label = random.choice([3, 7, 12], (24, 18)).astype(np.uint8)
    photo = random.randint(0, 256, (24, 18, 3)).astype(np.uint8)
    allowed = np.zeros(256, bool)
    allowed[[0, 3, 7, 12]] = True
    with_bars = 0
    for seed in range(N_DRAW // 10):
        x, t = augment(photo, label, seed)
        assert allowed[t].all()
        assert x.min() >= 0 and x.max() <= 255
        with_bars += (t == 0).any()
    # Background comes from bars alone, which a crop of half the area seldom avoids.
    assert .5 < with_bars / (N_DRAW // 10) < 1


def test_noise_comes_after_the_bars_and_before_the_resizing():
    photo = np.full((40, 30, 3), 128, np.uint8)
    label = np.ones((40, 30), np.uint8)
    for seed in range(20):
        x, t = augment(photo, label, seed)
        bars = scipy.ndimage.binary_erosion(t == 0, np.ones((15, 15)))
        if bars.any():
            # A bar is not black: half of its noise lies above 0.
            assert x[:, bars].mean() == pytest.approx(
                25.5 / np.sqrt(2 * np.pi), rel=.5)
        # One pixel of the photo fills several of the answer, and so does its noise.
        left, right = x[:, :, :-1], x[:, :, 1:]
        both = scipy.ndimage.binary_erosion(t > 0, np.ones((3, 3)))[:, 1:]
        assert np.corrcoef(left[:, both].ravel(), right[:, both].ravel())[0, 1] > .8


def test_crop_follows_the_expansion():
    # A window larger than the photo itself can only come from the expanded one.
    photo, label = np.zeros((30, 30, 3), np.uint8), np.ones((30, 30), np.uint8)
    shares = [(augment(photo, label, seed)[1] > 0).mean() for seed in range(1000)]
    # Of the answer, the photo fills between 1 / 2.25 of nearly all of it ...
    assert min(shares) < .6
    # ... and all of it, when the crop cuts the bars away again.
    assert max(shares) == 1
