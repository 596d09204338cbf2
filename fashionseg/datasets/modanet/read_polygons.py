"""The corners of an annotation's polygons."""

import numpy as np

# Corners farther outside than this many sides of the photo: wild numbers can crash
# pycocotools' C code.
FARTHEST = 10
# Pixels of an outline: pycocotools keeps five points for each.
LONGEST = 1_000_000


def read_polygons(segmentation, height, width):
    """Polygons as arrays, which take a third of the memory of Python's lists.

    Args:
        segmentation (list): Polygons, each x1, y1, x2, y2, ... in pixels.
        height, width (int): Of the photo.

    Returns:
        list of numpy.ndarray: float64, one per polygon.

    Raises:
        ValueError: For anything but numbers, a corner far outside the photo, or an
            outline that never ends.
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
        # First the most that it can be, which takes no time.
        if polygon.size > 4 and polygon.size * np.ptp(polygon) > LONGEST \
                and _length(polygon) > LONGEST:
            raise ValueError(f'its outline is longer than {LONGEST} pixels')
    return polygons


def _length(polygon):
    corners = polygon[:polygon.size // 2 * 2].reshape(-1, 2)
    return np.abs(corners - np.roll(corners, 1, axis=0)).max(axis=1).sum()
