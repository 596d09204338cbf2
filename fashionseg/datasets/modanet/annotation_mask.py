"""The pixels of one annotation, by pycocotools' rule."""

import numpy as np
from pycocotools import mask as coco_mask

from fashionseg.datasets.modanet.read_code import read_code
from fashionseg.datasets.modanet.read_polygons import read_polygons


def annotation_mask(segmentation, height, width):
    """Mask of polygons or of a run-length code.

    Args:
        segmentation (list or dict): Polygons, each x1, y1, x2, y2, ... in pixels
            (a list or an array), or a run-length code as COCO has it. Polygons of
            less than three corners cover nothing.
        height, width (int): Of the photo. What lies outside is cut off.

    Returns:
        numpy.ndarray: bool (height, width).

    Raises:
        ValueError: When the segmentation cannot be read; says why.
    """
    if isinstance(segmentation, dict):
        code = coco_mask.frPyObjects(
            read_code(segmentation, height, width), height, width)
    else:
        polygons = read_polygons(segmentation, height, width)
        # pycocotools would take four numbers for a box.
        polygons = [polygon.tolist() for polygon in polygons if polygon.size >= 6]
        if not polygons:
            return np.zeros((height, width), bool)
        code = coco_mask.merge(coco_mask.frPyObjects(polygons, height, width))
    return coco_mask.decode(code).astype(bool)
