"""What one model makes of the photos of a figure."""

from collections import namedtuple

import numpy as np

from fashionseg.classes import N_CLASS
from fashionseg.metrics import photo_iou, photo_iou_plus

Prediction = namedtuple('Prediction', 'label miou miou_plus')
Prediction.__doc__ = """A predicted label with its scores.

* ``label``: (224, 224) int32 class ids.
* ``miou``, ``miou_plus``: Means of this photo's IoU and IoU+ (the terms of Eqs. 9 and
  13) over the classes in its truth or its prediction, in [0, 1].
"""


def predict_photos(model, examples):
    """Predicts every photo of a figure and scores it.

    Args:
        model (fashionseg.figures.load_model.Model): A trained network.
        examples (list of tuple): x (3, 224, 224) float32 in [0, 1] and t (224, 224)
            int32, as :class:`~fashionseg.transforms.EvaluationTransform` makes them.

    Returns:
        list of Prediction: One for each photo.
    """
    return [_score(truth, model.net.segment(x[None])[0], model.connectivity)
            for x, truth in examples]


def _score(truth, label, connectivity):
    return Prediction(
        label, float(np.nanmean(photo_iou(truth, label, N_CLASS))),
        float(np.nanmean(photo_iou_plus(truth, label, N_CLASS, connectivity))))
