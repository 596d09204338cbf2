"""The street behind the person: wall or view, pavement, clutter, out of focus."""

import cv2
import numpy as np

from fashionseg.datasets.generated.textures import random_colour, smooth_noise, weave


def draw_street(rng, width, height):
    """Draws a background.

    It is drawn at half size and enlarged: backgrounds of street photos are soft.

    Returns:
        float32 array (height, width, 3), RGB, about [0, 255].
    """
    w, h = width // 2, height // 2
    street = np.empty((h, w, 3), np.float32)
    ground = int(h * rng.uniform(0.6, 0.92))
    street[:ground] = _wall(rng, w, ground)
    street[ground:] = _pavement(rng, w, h - ground)
    for _ in range(rng.integers(3, 10)):
        _clutter(rng, street, ground)
    blur = rng.uniform(0.4, 2.6)
    street = cv2.GaussianBlur(street, (0, 0), blur)
    street *= (1 + .12 * smooth_noise(rng, h, w, 3, 3))[..., None]
    return cv2.resize(street, (width, height), interpolation=cv2.INTER_LINEAR)


def _wall(rng, w, h):
    kind = rng.choice(['plain', 'bricks', 'windows', 'shutter', 'sky', 'cloth'],
                      p=[.2, .2, .22, .12, .16, .1])
    base = random_colour(rng)
    # Walls are greyer than clothes.
    base = base.mean() + rng.uniform(.1, .5) * (base - base.mean())
    base = base * .7 + 50
    if kind == 'cloth':
        return weave(rng, h, w, base)
    wall = np.empty((h, w, 3), np.float32)
    wall[:] = base
    if kind == 'bricks':
        _bricks(rng, wall)
    elif kind == 'windows':
        step_x, step_y = rng.integers(25, 70), rng.integers(35, 90)
        glass = random_colour(rng) * .5 + 20
        for x in range(int(rng.integers(-20, 20)), w, int(step_x)):
            for y in range(int(rng.integers(-20, 10)), h, int(step_y)):
                corner = (int(x + step_x * .65), int(y + step_y * .7))
                cv2.rectangle(wall, (x, y), corner, glass.tolist(), -1)
                cv2.rectangle(wall, (x, y), corner, (base * .6).tolist(), 1)
    elif kind == 'shutter':
        rows = np.arange(h) % int(rng.integers(4, 12)) < 2
        wall[rows] *= .75
    elif kind == 'sky':
        bright = np.linspace(1.25, .9, h, dtype=np.float32)[:, None, None]
        wall[:] = np.array([150, 175, 205], np.float32) * bright
        skyline = smooth_noise(rng, 1, w, 1, 6)[0] * h * .12 + h * rng.uniform(.2, .7)
        below = np.arange(h)[:, None] > skyline[None]
        green = np.array([70, 95, 55], np.float32) * rng.uniform(.6, 1.4)
        trees = weave(rng, h, w, green)
        wall[below] = trees[below]
    return wall + 6 * smooth_noise(rng, h, w, h // 6, w // 6)[..., None]


def _bricks(rng, wall):
    h, w = wall.shape[:2]
    high, wide = int(rng.integers(6, 14)), int(rng.integers(14, 32))
    for row, y in enumerate(range(0, h, high)):
        shade = rng.uniform(.85, 1.12, w // wide + 2)
        for column, x in enumerate(range(-(row % 2) * wide // 2, w, wide)):
            wall[y:y + high - 1, max(x, 0):x + wide - 1] *= shade[column]
    wall[::high] *= .8


def _pavement(rng, w, h):
    base = rng.uniform(70, 190) + rng.normal(0, 10, 3)
    fade = np.linspace(.85, 1.1, h, dtype=np.float32)[:, None, None]
    ground = np.broadcast_to(base.astype(np.float32) * fade, (h, w, 3)).copy()
    ground += 8 * smooth_noise(rng, h, w, max(2, h // 3), w // 3)[..., None]
    line = (base * .75).tolist()
    if rng.random() < .6:
        middle = rng.uniform(0, w)
        for x in np.linspace(-w, 2 * w, 12):
            near = int(middle + (x - middle) * 2)
            cv2.line(ground, (int(x), 0), (near, h), line, 1, cv2.LINE_AA)
        for share in (.15, .4, .75):
            cv2.line(ground, (0, int(h * share)), (w, int(h * share)), line, 1)
    return ground


def _clutter(rng, street, ground):
    """A pole, a box, a hanging cloth or a bush, in the colours that clothes have."""
    h, w = street.shape[:2]
    kind = rng.choice(['pole', 'box', 'cloth', 'blob'])
    x, wide = int(rng.integers(-10, w - 5)), int(rng.integers(8, 60))
    if kind == 'pole':
        wide = int(rng.integers(3, 9))
    high = int(rng.integers(15, 110))
    bottom = int(ground + rng.integers(-10, 30))
    if kind == 'cloth':
        bottom = int(rng.integers(30, h))
    top = 0 if kind == 'pole' else max(bottom - high, 0)
    left, right, bottom = max(x, 0), min(x + wide, w), min(bottom, h)
    if right - left < 2 or bottom - top < 2:
        return
    patch = weave(rng, bottom - top, right - left, random_colour(rng))
    mask = np.ones(patch.shape[:2], np.float32)
    if kind in ('blob', 'cloth'):
        mask[:] = 0
        points = rng.uniform(0, [right - left, bottom - top], (9, 2))
        hull = cv2.convexHull(points.astype(np.int32))
        cv2.fillPoly(mask, [hull], 1.0)
    mask = mask[..., None]
    area = street[top:bottom, left:right]
    area[:] = area * (1 - mask) + patch * mask
