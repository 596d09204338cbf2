"""Scores of a network on a set of photos."""

import numpy as np

from fashionseg.metrics import SegmentationScores
from fashionseg.transforms import EvaluationTransform


def evaluate(segment, dataset, batch_size=4, connectivity=4, absent='left-out',
             show=lambda starts: starts):
    """Predicts each photo once and computes all metrics from it (Section IV-C).

    Args:
        segment (callable): (N, 3, 224, 224) float32 in [0, 1] -> (N, 224, 224) class
            ids; :meth:`fashionseg.links.SegmentationNet.segment`.
        dataset (fashionseg.datasets.PreparedDataset): Photos with labels.
        batch_size (int): Photos predicted together.
        connectivity (int): 4 or 8, what is one piece in mIoU+.
        absent (str): 'left-out' or 'one', a class in neither map of a photo.
        show (callable): Wraps the iterable of batches, as a progress bar does.

    Returns:
        dict: See :class:`fashionseg.metrics.SegmentationScores`.
    """
    transform = EvaluationTransform()
    scores = SegmentationScores(connectivity=connectivity, absent=absent)
    for start in show(range(0, len(dataset), batch_size)):
        stop = min(start + batch_size, len(dataset))
        pairs = [transform(*dataset[i]) for i in range(start, stop)]
        predictions = segment(np.stack([x for x, _ in pairs]))
        for (_, truth), prediction in zip(pairs, predictions):
            scores.update(truth, prediction)
    return scores.compute()
