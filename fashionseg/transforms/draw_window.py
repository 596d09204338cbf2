"""Step 3 of Section IV-B."""

import math

MIN_AREA = 0.5  # exclusive
ASPECTS = (3 / 4, 4 / 3)
TRIES = 50


def draw_window(full_height, full_width, rng):
    """Draws a window of a random area, aspect and place.

    The window w x h of a photo w0 x h0 satisfies, in whole pixels, w <= w0, h <= h0,
    3/4 <= w/h <= 4/3 and 0.5 w0 h0 < w h <= w0 h0. The area is drawn uniformly, the
    aspect uniformly on a logarithmic scale, and a window that breaks an inequality
    is drawn again. In a photo so long that no window satisfies them all (longer than
    8/3 of its short side), the largest window of an allowed aspect is taken.

    Args:
        full_height, full_width (int): h0 and w0, >= 1.
        rng (numpy.random.Generator): Source of the random numbers.

    Returns:
        tuple of int: y, x of the upper left corner, h, w.
    """
    height, width = _draw_size(full_height, full_width, rng)
    y = rng.integers(0, full_height - height, endpoint=True)
    x = rng.integers(0, full_width - width, endpoint=True)
    return int(y), int(x), height, width


def _draw_size(full_height, full_width, rng):
    full_area = full_width * full_height
    for _ in range(TRIES):
        area = full_area * rng.uniform(MIN_AREA, 1)
        aspect = math.exp(rng.uniform(*map(math.log, ASPECTS)))
        width = round(math.sqrt(area * aspect))
        height = round(math.sqrt(area / aspect))
        if (width <= full_width and height <= full_height
                and 3 * height <= 4 * width <= 16 * height / 3
                and MIN_AREA * full_area < width * height <= full_area):
            return height, width
    width = max(min(full_width, full_height * 4 // 3), 1)
    return max(min(full_height, width * 4 // 3), 1), width
