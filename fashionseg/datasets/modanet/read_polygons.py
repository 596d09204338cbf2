"""The corners of an annotation's polygons."""

import numpy as np

# Corners farther outside than this many sides of the photo: wild numbers can crash
# pycocotools' C code.
FARTHEST = 10


def read_polygons(segmentation, height, width):
    """Polygons as arrays, which take a third of the memory of Python's lists.

    Args:
        segmentation (list): Polygons, each x1, y1, x2, y2, ... in pixels.
        height, width (int): Of the photo.

    Returns:
        list of numpy.ndarray: float64, one per polygon.

    Raises:
        ValueError: For anything but numbers, or a corner far outside the photo.
    """
    try:
        polygons = [np.array(polygon, np.float64) for polygon in segmentation]
    except (TypeError, ValueError):
        raise ValueError('its polygons are no lists of numbers') from None
    limit = FARTHEST * max(height, width)
    for polygon in polygons:
        if polygon.ndim != 1:
            raise ValueError('its polygons are no lists of numbers')
        if not np.all(np.abs(polygon) < limit):
            raise ValueError('a corner lies far outside the photo')
    return polygons
