"""Cloth and other surfaces: colours, patterns, folds."""

import cv2
import numpy as np


def random_colour(rng):
    """A colour of cloth, float32 (3,) in [0, 255]: neutral, blue jeans, or any hue."""
    kind = rng.random()
    if kind < 0.35:
        grey = rng.uniform(15, 235)
        return (grey + rng.normal(0, 8, 3)).astype(np.float32)
    if kind < 0.5:
        return (rng.uniform(.4, 1.2) * np.array([95, 120, 165])).astype(np.float32)
    hue, saturation = rng.integers(0, 180), rng.integers(50, 230)
    pixel = np.array([[[hue, saturation, rng.integers(50, 240)]]], np.uint8)
    return cv2.cvtColor(pixel, cv2.COLOR_HSV2RGB)[0, 0].astype(np.float32)


def smooth_noise(rng, height, width, rows, columns):
    """Noise of standard deviation near 1 on a coarse grid, float32 (height, width)."""
    grid = rng.standard_normal((rows + 1, columns + 1), dtype=np.float32)
    return cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)


def weave(rng, height, width, base):
    """A patterned surface round the colour ``base``.

    Returns:
        float32 array (height, width, 3), about [0, 255], not clipped.
    """
    kind = rng.choice(['plain', 'stripes', 'checks', 'dots', 'blots', 'twill'],
                      p=[.42, .15, .12, .09, .12, .10])
    if kind == 'plain':
        pattern = np.zeros((height, width), np.float32)
    elif kind == 'blots':
        cell = rng.uniform(5, 25)
        pattern = smooth_noise(rng, height, width, int(height / cell) + 1,
                               int(width / cell) + 1)
        pattern = (pattern > rng.uniform(-.3, .8)).astype(np.float32)
    else:
        pattern = _woven(rng, kind, height, width)
    # A pattern is mostly a lighter or darker shade, sometimes a second colour.
    other = random_colour(rng) if rng.random() < .2 else base * rng.uniform(.5, 1.5)
    strength = rng.uniform(.2, .9)
    second = base + strength * (other - base)
    surface = base + pattern[..., None] * (second - base)
    folds = smooth_noise(rng, height, width, max(2, height // 70), max(3, width // 18))
    return surface * (1 + rng.uniform(.03, .13) * folds)[..., None]


def _woven(rng, kind, height, width):
    angle = rng.choice([0, np.pi / 2, rng.uniform(0, np.pi)])
    y, x = np.ogrid[:height, :width]
    along = (x * np.cos(angle) + y * np.sin(angle)).astype(np.float32)
    across = (y * np.cos(angle) - x * np.sin(angle)).astype(np.float32)
    if kind == 'twill':
        pattern = .25 * np.sin(along * 2.1) + .25 * np.sin(across * .8)
        return pattern.astype(np.float32)
    period = rng.uniform(5, 26)
    share = rng.uniform(.25, .6)
    bars = (along % period < share * period).astype(np.float32)
    if kind == 'stripes':
        return bars
    if kind == 'checks':
        return .5 * bars + .5 * (across % period < share * period)
    distance = np.hypot(along % period - period / 2, across % period - period / 2)
    return (distance < share * period / 2).astype(np.float32)
