"""Paints one surface into the photo: polygons, pattern, shading."""

import cv2
import numpy as np

_SHIFT = 4


def paint(photo, polygons, surface):
    """Paints the union of polygons with a surface, darker towards its outline.

    Args:
        photo (float32 array (H, W, 3)): Changed in place.
        polygons (list of float arrays (n, 2)): Pixels; pixel (0, 0) spans [0, 1], as
            in COCO's annotations.
        surface (callable): (height, width) to a float32 array (height, width, 3).
    """
    height, width = photo.shape[:2]
    points = np.concatenate(polygons)
    left, top = np.maximum(np.floor(points.min(axis=0)).astype(int) - 1, 0)
    right, bottom = np.ceil(points.max(axis=0)).astype(int) + 2
    right, bottom = min(right, width), min(bottom, height)
    if right <= left or bottom <= top:
        return
    mask = np.zeros((bottom - top, right - left), np.uint8)
    for polygon in polygons:
        # OpenCV counts from the middle of a pixel.
        corners = np.round((polygon - [left + .5, top + .5]) * (1 << _SHIFT))
        cv2.fillPoly(mask, [corners.astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    opaque = mask[..., None].astype(np.float32) / 255
    spread = max(3, min(mask.shape) // 6)
    round_ = cv2.blur(mask, (spread, spread)).astype(np.float32) / 255
    shaded = surface(*mask.shape) * (.55 + .45 * round_)[..., None]
    area = photo[top:bottom, left:right]
    area += (shaded - area) * opaque
