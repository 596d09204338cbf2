"""Generated photos as jobs of the writer."""

import cv2
import numpy as np

from fashionseg.datasets.generated.scene import HEIGHT, WIDTH, draw_scene
from fashionseg.datasets.modanet import paint_label


def read_generated(job):
    """Draws a photo of the generator and paints its label.

    Photo i depends on (seed, i) only, not on how many are made.

    Args:
        job (dict): ``seed`` (int, not negative) and ``number`` (int from 1 up).

    Returns:
        tuple: bytes of a JPEG of 400 x 600 pixels; its label, uint8 (600, 400); dict
        with ``instances``, class id to number of annotations.
    """
    # Workers share the machine; OpenCV's own threads would only add to them.
    cv2.setNumThreads(1)
    seed, number = job['seed'], job['number']
    photo, annotations = draw_scene(seed, number)
    quality = int(np.random.default_rng([seed, number, 1]).integers(85, 96))
    _, data = cv2.imencode(
        '.jpg', photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    label, _ = paint_label(annotations, HEIGHT, WIDTH)
    classes = [annotation['category_id'] for annotation in annotations]
    return data.tobytes(), label, {'instances': {c: classes.count(c) for c in classes}}
