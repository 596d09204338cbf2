"""From LogReport's keys to those of a result."""

import math

from fashionseg.classes import CLASS_NAMES
from fashionseg.extensions.segmentation_evaluator import MEANS, PER_CLASS

_TRAINING = 'main/'
_LOSS = 'main/loss'


def split_log_row(row):
    """Scores and losses of one epoch.

    Args:
        row (dict): Row of LogReport, as it stands in a run's ``log``.

    Returns:
        tuple: ``scores``: ``epoch``, ``miou``, ``miou_plus`` and ``pooled_miou`` in
        [0, 1], and ``iou``, ``iou_plus`` and ``pooled_iou`` (class name to a number);
        ``losses``: ``loss`` (Eq. 15) and its terms, ``loss/segmentation``,
        ``loss/ipl``, ``loss/spl``, ``loss/lpl``, those that the configuration has. None
        stands for a number that is missing, as that of a class that appears nowhere,
        or not finite.

    Raises:
        KeyError: The row has no epoch.
    """
    scores = {'epoch': row['epoch']}
    for name in MEANS:
        scores[name] = _finite(row, f'evaluation/{name}')
    for name in PER_CLASS:
        scores[name] = {class_name: _finite(row, f'evaluation/{name}/{class_name}')
                        for class_name in CLASS_NAMES}
    losses = {key[len(_TRAINING):]: _finite(row, key) for key in row
              if key.startswith(_LOSS)}
    return scores, losses


def _finite(row, key):
    value = row.get(key)
    return value if value is not None and math.isfinite(value) else None
