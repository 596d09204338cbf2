"""Section IV-B as it is printed: one step, one photo, after the other, in float64."""

import math

import cv2
import numpy as np


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
    """Box and Muller's transform of 128 generators xoshiro128++, side by side."""
    n, all_ones = math.prod(shape), (1 << 32) - 1
    numbers = rng.bit_generator.random_raw(256)
    halves = np.stack([numbers & all_ones, numbers >> 32], 1).reshape(4, 128)
    a, b, c, d = halves
    noise = []
    while sum(map(len, noise)) < n:
        total = a + d & all_ones
        words = (total << 7 | total >> 25) + a & all_ones
        a, b, c, d = a ^ d ^ b, b ^ c ^ a, c ^ a ^ (b << 9 & all_ones), d ^ b
        d = (d << 11 | d >> 21) & all_ones
        radius = np.sqrt(-2 * np.log(((words >> 16) + .5) / 65536))
        angle = 2 * np.pi * (((words & 65535) + .5) / 65536 - .5)
        noise += [radius * np.cos(angle), radius * np.sin(angle)]
    return 25.5 * np.concatenate(noise)[:n].reshape(shape)
