"""Section IV-B as it is printed: one step, one photo, after the other, in float64."""

import math

import cv2
import numpy as np
import scipy.stats


def augment_plainly(photo, label, rng):
    """x (3, 224, 224) in [0, 1] and t (224, 224), as TrainingTransform makes them."""
    if rng.random() < .5:
        photo, label = photo[:, ::-1], label[:, ::-1]
    photo, label = expand(photo, label, rng)
    photo, label = crop(photo, label, rng)
    photo = np.clip(photo + draw_noise(photo.shape, rng), 0, 255)
    photo = cv2.resize(photo, (224, 224), interpolation=cv2.INTER_LINEAR)
    label = cv2.resize(label, (224, 224), interpolation=cv2.INTER_NEAREST)
    return photo.transpose(2, 0, 1) / 255, label


def expand(photo, label, rng):
    height, width = label.shape
    sum_y = rng.integers(0, height // 2, endpoint=True)
    sum_x = rng.integers(0, width // 2, endpoint=True)
    top = rng.integers(0, sum_y, endpoint=True)
    left = rng.integers(0, sum_x, endpoint=True)
    bars = [(top, sum_y - top), (left, sum_x - left)]
    return np.pad(photo, bars + [(0, 0)]), np.pad(label, bars)


def crop(photo, label, rng):
    full_height, full_width = label.shape
    full_area = full_width * full_height
    for _ in range(50):
        area = full_area * rng.uniform(.5, 1)
        aspect = math.exp(rng.uniform(math.log(3 / 4), math.log(4 / 3)))
        width = round(math.sqrt(area * aspect))
        height = round(math.sqrt(area / aspect))
        if (width <= full_width and height <= full_height
                and 3 * height <= 4 * width and 3 * width <= 4 * height
                and full_area < 2 * width * height <= 2 * full_area):
            break
    else:
        width = max(min(full_width, full_height * 4 // 3), 1)
        height = max(min(full_height, width * 4 // 3), 1)
    y = rng.integers(0, full_height - height, endpoint=True)
    x = rng.integers(0, full_width - width, endpoint=True)
    return photo[y:y + height, x:x + width], label[y:y + height, x:x + width]


def draw_noise(shape, rng):
    """Quantiles of 16 random bits each, four to a number of the generator."""
    n = math.prod(shape)
    numbers = [int(number) for number in rng.bit_generator.random_raw(n // 4 + 1)]
    parts = [number >> shift & 0xffff for number in numbers
             for shift in (0, 16, 32, 48)]
    quantile = scipy.stats.norm.ppf((np.arange(65536) + .5) / 65536)
    return 25.5 * quantile[parts[:n]].reshape(shape) / quantile.std()
