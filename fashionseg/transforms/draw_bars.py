"""Step 2 of Section IV-B."""

MAX_EXPANSION = 0.5  # of the width and of the height: 1.5 times at most


def draw_bars(height, width, rng):
    """Draws black bars t, b, l, r with l + r <= 0.5 w and t + b <= 0.5 h.

    The two sums are uniform in their ranges, and so is each split of a sum into its
    two sides. Bars are background in the label.

    Args:
        height, width (int): Of the photo, in pixels, >= 1.
        rng (numpy.random.Generator): Source of the random numbers.

    Returns:
        tuple of int: top, bottom, left and right bar, in pixels, >= 0.
    """
    vertical = rng.integers(0, int(MAX_EXPANSION * height), endpoint=True)
    horizontal = rng.integers(0, int(MAX_EXPANSION * width), endpoint=True)
    top = rng.integers(0, vertical, endpoint=True)
    left = rng.integers(0, horizontal, endpoint=True)
    return int(top), int(vertical - top), int(left), int(horizontal - left)
