"""What IoU and IoU+ make of small label maps."""

from collections import namedtuple

import numpy as np

from fashionseg.classes import CLASS_NAMES, N_CLASS
from fashionseg.metrics import photo_iou, photo_iou_plus
from fashionseg.report.encode_label import encode_label

SIZE = 12
_CLASS = CLASS_NAMES.index('top')

MetricExample = namedtuple('MetricExample', 'title map iou iou_plus')
MetricExample.__doc__ = """A prediction of one garment.

* ``title``: What is wrong with it.
* ``map``: (12, 12) class ids as ``encode_label`` writes them.
* ``iou``, ``iou_plus``: Scores of the garment's class, computed, in [0, 1]; None for
  the truth.
"""


def metric_examples():
    """Predictions with almost the same IoU and very different IoU+.

    Returns:
        list of MetricExample: The truth first.
    """
    truth = _map((slice(3, 9), slice(3, 9)))
    smaller = _map((slice(3, 8), slice(3, 9)))
    cut = truth.copy()
    cut[6] = 0
    noise = truth.copy()
    noise[3, 3:5] = 0
    noise[1, 1], noise[1, 10], noise[10, 1], noise[10, 10] = (_CLASS,) * 4
    return [MetricExample('truth', encode_label(truth), None, None)] + [
        MetricExample(title, encode_label(prediction),
                      float(photo_iou(truth, prediction, N_CLASS)[_CLASS]),
                      float(photo_iou_plus(truth, prediction, N_CLASS)[_CLASS]))
        for title, prediction in (('too small', smaller), ('cut in two', cut),
                                  ('with four specks', noise))]


def _map(place):
    label = np.zeros((SIZE, SIZE), np.int32)
    label[place] = _CLASS
    return label
