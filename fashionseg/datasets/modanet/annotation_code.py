"""The pixels of one annotation as a run-length code, by pycocotools' rule."""

from pycocotools import mask as coco_mask

from fashionseg.datasets.modanet.read_code import read_code
from fashionseg.datasets.modanet.read_polygons import read_polygons


def annotation_code(segmentation, height, width):
    """Run-length code of polygons or of another run-length code.

    Args:
        segmentation (list or dict): Polygons, each x1, y1, x2, y2, ... in pixels
            (a list or an array), or a run-length code as COCO has it. Polygons of
            less than three corners cover nothing.
        height, width (int): Of the photo. What lies outside is cut off.

    Returns:
        dict: ``size`` [height, width] and ``counts`` (bytes), as pycocotools' mask
        functions take it.

    Raises:
        ValueError: When the segmentation cannot be read; says why.
    """
    if isinstance(segmentation, dict):
        return coco_mask.frPyObjects(
            read_code(segmentation, height, width), height, width)
    polygons = read_polygons(segmentation, height, width)
    # pycocotools would take four numbers for a box.
    polygons = [polygon.tolist() for polygon in polygons if polygon.size >= 6]
    if not polygons:
        nothing = {'size': [height, width], 'counts': [height * width]}
        return coco_mask.frPyObjects(nothing, height, width)
    return coco_mask.merge(coco_mask.frPyObjects(polygons, height, width))
