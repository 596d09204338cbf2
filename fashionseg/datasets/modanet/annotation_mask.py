"""The pixels of one annotation."""

from pycocotools import mask as coco_mask

from fashionseg.datasets.modanet.annotation_code import annotation_code


def annotation_mask(segmentation, height, width):
    """Mask of polygons or of a run-length code.

    Args:
        segmentation, height, width: As in :func:`~fashionseg.datasets.modanet.
            annotation_code.annotation_code`.

    Returns:
        numpy.ndarray: bool (height, width).

    Raises:
        ValueError: When the segmentation cannot be read; says why.
    """
    return coco_mask.decode(annotation_code(segmentation, height, width)).astype(bool)
