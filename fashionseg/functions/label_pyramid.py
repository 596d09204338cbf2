"""Scaled labels: the targets t_i of Eq. 6."""


def label_pyramid(labels):
    """The label at scales 1/2, 1/4, 1/8, 1/16 by nearest neighbour.

    Args:
        labels (array): (N, H, W) integer class ids.

    Returns:
        dict: Level i in 1..4 -> (N, H / 2^i, W / 2^i), of the same type. Cell (y, x)
        is the label at (2^i y, 2^i x), as OpenCV's nearest neighbour takes it.
    """
    return {i: labels[:, ::2 ** i, ::2 ** i] for i in range(1, 5)}
