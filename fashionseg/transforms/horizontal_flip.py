"""Step 1 of Section IV-B."""


def horizontal_flip(photo, label, rng):
    """Mirrors photo and label left to right with probability 1/2.

    Args:
        photo (numpy.ndarray): (H, W, 3).
        label (numpy.ndarray): (H, W).
        rng (numpy.random.Generator): Source of the random number.

    Returns:
        tuple: ``(photo, label)`` of the same shapes.
    """
    if rng.random() < 0.5:
        return photo[:, ::-1], label[:, ::-1]
    return photo, label
