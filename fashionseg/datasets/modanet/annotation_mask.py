"""The pixels of one annotation, by pycocotools' rule."""

import numpy as np
from pycocotools import mask as coco_mask

# Corners farther outside than this many sides of the photo: wild numbers can crash
# the C code.
FARTHEST = 10


def annotation_mask(segmentation, height, width):
    """Mask of polygons or of a run-length code.

    Args:
        segmentation (list or dict): Polygons, each x1, y1, x2, y2, ... in pixels (a
            list or an array); or a run-length code as COCO has it, compressed or not.
            Polygons of less than three corners cover nothing.
        height, width (int): Of the photo. What lies outside is cut off.

    Returns:
        numpy.ndarray: bool (height, width).

    Raises:
        ValueError: When the segmentation cannot be read; says why.
    """
    try:
        if isinstance(segmentation, dict):
            if list(segmentation['size']) != [height, width]:
                raise ValueError(f'its size is {segmentation["size"]}')
            code = segmentation
            if isinstance(code['counts'], list):
                code = coco_mask.frPyObjects(code, height, width)
        else:
            limit = FARTHEST * max(height, width)
            polygons = [np.array(polygon, np.float64) for polygon in segmentation]
            if not all(np.all(np.abs(polygon) < limit) for polygon in polygons):
                raise ValueError('a corner lies far outside the photo')
            # pycocotools would take four numbers for a box.
            polygons = [polygon.tolist() for polygon in polygons if polygon.size >= 6]
            if not polygons:
                return np.zeros((height, width), bool)
            code = coco_mask.merge(coco_mask.frPyObjects(polygons, height, width))
        return coco_mask.decode(code).astype(bool)
    except Exception as e:
        # pycocotools raises whatever its C code meets.
        raise ValueError(str(e) or type(e).__name__) from None
