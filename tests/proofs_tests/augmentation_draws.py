"""Draws of the three geometric steps of Section IV-B, as whole numbers of pixels."""

import functools

import numpy as np

from fashionseg.transforms.cut_window import cut_window
from fashionseg.transforms.draw_bars import draw_bars as draw_four
from fashionseg.transforms.draw_flip import draw_flip
from fashionseg.transforms.draw_window import draw_window

N_DRAW = 10000
# Height and width: ModaNet's usual photos, a square one, and odd ones.
STREET, LYING, SQUARE, ODD = (600, 400), (400, 600), (400, 400), (37, 51)


def grid(height, width):
    """A photo and a label that say where each pixel is: (y, x, .) and 1."""
    photo = np.empty((height, width, 3), np.int16)
    photo[..., 0] = np.arange(height)[:, None]
    photo[..., 1] = np.arange(width)
    return photo, np.ones((height, width), np.uint8)


def draw_flips(seed):
    """bool (N_DRAW,): whether the photo was mirrored."""
    rng = np.random.default_rng(seed)
    photo, _ = grid(1, 2)
    drawn = [cut_window(photo, draw_flip(rng), 0, 0, 1, 2)[0, 0, 1]
             for _ in range(N_DRAW)]
    return np.array(drawn) == 1


@functools.lru_cache(maxsize=None)
def draw_bars(height, width, seed):
    """int (N_DRAW, 4): t, b, l, r, read from a label without background."""
    rng = np.random.default_rng(seed)
    label = np.ones((height, width), np.uint8)
    bars = np.empty((N_DRAW, 4), int)
    for drawn in bars:
        top, bottom, left, right = draw_four(height, width, rng)
        padded = cut_window(label, False, -top, -left,
                            height + top + bottom, width + left + right)
        # Bars of at most half a side leave the first three quarters in the photo.
        column = np.flatnonzero(padded[:, 3 * width // 4])
        row = np.flatnonzero(padded[3 * height // 4])
        drawn[:] = (column[0], len(padded) - 1 - column[-1],
                    row[0], padded.shape[1] - 1 - row[-1])
        assert len(column) == height and len(row) == width
        assert column[-1] - column[0] == height - 1
        assert row[-1] - row[0] == width - 1
    return bars


def draw_windows(heights, widths, seed):
    """int (N_DRAW, 6): h0, w0, y, x, h, w of a crop out of each h0 x w0 photo."""
    rng = np.random.default_rng(seed)
    sizes = np.broadcast_to(np.stack([heights, widths], axis=-1), (N_DRAW, 2))
    photo, label = grid(*sizes.max(axis=0))
    windows = np.empty((N_DRAW, 6), int)
    for (h0, w0), window in zip(sizes, windows):
        drawn = False, *draw_window(h0, w0, rng)
        seen = cut_window(photo[:h0, :w0], *drawn)
        of_label = cut_window(label[:h0, :w0], *drawn)
        assert seen.shape == of_label.shape + (3,)
        # A window of the photo, unscaled: its corners say where it is.
        (y, x), (end_y, end_x) = seen[0, 0, :2], seen[-1, -1, :2]
        assert of_label.shape == (end_y - y + 1, end_x - x + 1)
        window[:] = h0, w0, y, x, *of_label.shape
    return windows
