"""Scaled photos: the targets x_i of Eq. 5."""


def image_pyramid(x, scaling='area'):
    """The photo at scales 1/2, 1/4, 1/8, 1/16.

    Args:
        x (array): (N, 3, H, W) float in [0, 1], H and W multiples of 16.
        scaling (str): 'area' takes the mean of each 2 x 2 pixels, level by level;
            'nearest' the upper left pixel, as labels are scaled. The paper does not
            say which.

    Returns:
        dict: Level i in 1..4 -> (N, 3, H / 2^i, W / 2^i) float in [0, 1].

    Raises:
        ValueError: Unknown ``scaling``.
    """
    if scaling == 'nearest':
        return {i: x[:, :, ::2 ** i, ::2 ** i] for i in range(1, 5)}
    if scaling != 'area':
        raise ValueError(f"scaling must be 'area' or 'nearest', not {scaling!r}")
    scaled = {}
    for i in range(1, 5):
        rows = x[:, :, ::2] + x[:, :, 1::2]
        x = rows[..., ::2] + rows[..., 1::2]
        x /= 4
        scaled[i] = x
    return scaled
