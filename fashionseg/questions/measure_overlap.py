"""How much hangs on the rule for overlapping polygons."""

import numpy as np

from fashionseg.datasets.modanet import paint_label
from fashionseg.metrics import SegmentationScores
from fashionseg.overlap_rules import OVERLAP_RULES


def measure_overlap(photos):
    """Paints the same annotations by every rule and compares the label maps.

    Args:
        photos (iterable of tuple): Annotations of a photo (as
            :func:`fashionseg.datasets.modanet.paint_label` takes them), its height
            and its width.

    Returns:
        dict: ``n_photo``; ``decided``, the share of all pixels that annotations of
        several classes cover, and ``decided_of_labelled``, the same of the pixels
        that any annotation covers; ``rules``: for each but the default ``changed``,
        the share of labelled pixels with another class, and ``miou``,
        ``miou_plus`` and ``pooled_miou`` of its maps as predictions of the default's.

    Raises:
        ValueError: An annotation that cannot be read, or no photo.
    """
    default, others = OVERLAP_RULES[0], OVERLAP_RULES[1:]
    scores = {rule: SegmentationScores() for rule in others}
    changed = dict.fromkeys(others, 0)
    n_pixel = n_decided = n_labelled = n_photo = 0
    for annotations, height, width in photos:
        truth, decided = paint_label(annotations, height, width, default)
        n_photo += 1
        n_pixel += truth.size
        n_decided += decided
        n_labelled += int(np.count_nonzero(truth))
        for rule in others:
            label, _ = paint_label(annotations, height, width, rule)
            changed[rule] += int(np.count_nonzero(label != truth))
            scores[rule].update(truth, label)
    if n_labelled == 0:
        raise ValueError('no annotation covers a pixel')
    computed = {rule: score.compute() for rule, score in scores.items()}
    return {
        'n_photo': n_photo, 'decided': n_decided / n_pixel,
        'decided_of_labelled': n_decided / n_labelled,
        'rules': {rule: {'changed': changed[rule] / n_labelled, **{
            mean: computed[rule][mean]
            for mean in ('miou', 'miou_plus', 'pooled_miou')}} for rule in others}}
