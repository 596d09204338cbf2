"""Step 1 of Section IV-B."""


def draw_flip(rng):
    """Draws whether photo and label are mirrored left to right: probability 1/2.

    Args:
        rng (numpy.random.Generator): Source of the random number.

    Returns:
        bool: Whether they are.
    """
    return rng.random() < 0.5
