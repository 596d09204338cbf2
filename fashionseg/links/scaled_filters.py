"""Width multiplier: the same architecture with fewer filters."""

import math

FIXED = (3, 14)


def scaled_filters(filters, width):
    """Number of filters at a width.

    Args:
        filters (int): Filter count printed in Table II.
        width (float): Multiplier > 0; 1.0 is the paper.

    Returns:
        int: ``filters * width`` rounded up to a multiple of 4. The 3 colours and the
        14 classes are never scaled.

    Raises:
        ValueError: ``width`` is not a positive number.
    """
    if not 0 < width < math.inf:
        raise ValueError(f'width must be a positive number, not {width}')
    if filters in FIXED or width == 1:
        return filters
    return 4 * math.ceil(filters * width / 4)
