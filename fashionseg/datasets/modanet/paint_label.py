"""One label of a photo from its annotations, which may overlap."""

import numpy as np
from pycocotools import mask as coco_mask

from fashionseg.classes import N_CLASS
from fashionseg.datasets.modanet.annotation_code import annotation_code
from fashionseg.overlap_rules import OVERLAP_RULES



def paint_label(annotations, height, width, overlap=OVERLAP_RULES[0]):
    """Paints the annotations of one photo over each other.

    Args:
        annotations (list of dict): ``category_id`` (1..13) and ``segmentation``, in
            the order of the file.
        height, width (int): Of the photo.
        overlap (str): Whose class a pixel gets that several annotations cover:
            ``larger-first``, the one whose mask has fewest pixels, so that a belt
            stays visible on a dress (of equal ones the last); ``last-wins`` or
            ``first-wins``, by the order of the file.

    Returns:
        tuple: the label, uint8 (height, width); the number of pixels that annotations
        of at least two different classes cover, which is where the rule decides.

    Raises:
        ValueError: When a segmentation cannot be read.
    """
    codes = [(annotation['category_id'],
              annotation_code(annotation['segmentation'], height, width))
             for annotation in annotations]
    if overlap == 'larger-first':
        codes.sort(key=lambda item: -int(coco_mask.area(item[1])))
    elif overlap == 'first-wins':
        codes.reverse()
    label = np.zeros((height, width), np.uint8)
    lowest = np.full((height, width), N_CLASS, np.uint8)
    highest = np.zeros((height, width), np.uint8)
    for category, code in codes:
        mask = coco_mask.decode(code).astype(bool)
        label[mask] = category
        lowest[mask] = np.minimum(lowest[mask], category)
        highest[mask] = np.maximum(highest[mask], category)
    return label, int(np.count_nonzero((highest > 0) & (lowest != highest)))
