"""Scores of a network on a set of photos."""

import numpy as np

from fashionseg.metrics import SegmentationScores
from fashionseg.processes import Processes
from fashionseg.transforms import EvaluationTransform


def evaluate(segment, dataset, batch_size=4, connectivity=4, absent='left-out',
             show=lambda starts: starts, processes=Processes()):
    """Predicts each photo once and computes all metrics from it (Section IV-C).

    Several processes predict every so manyth batch each. The photos are then added up
    in their order in every process, which gives one process's scores to the last digit.

    Args:
        segment (callable): (N, 3, 224, 224) float32 in [0, 1] -> (N, 224, 224) class
            ids; :meth:`fashionseg.links.SegmentationNet.segment`.
        dataset (fashionseg.datasets.PreparedDataset): Photos with labels.
        batch_size (int): Photos predicted together.
        connectivity (int): 4 or 8, what is one piece in mIoU+.
        absent (str): 'left-out' or 'one', a class in neither map of a photo.
        show (callable): Wraps the iterable of batches, as a progress bar does.
        processes (fashionseg.processes.Processes): Those that share the photos.

    Returns:
        dict: See :class:`fashionseg.metrics.SegmentationScores`.
    """
    transform = EvaluationTransform()
    scores = SegmentationScores(connectivity=connectivity, absent=absent)
    starts = range(0, len(dataset), batch_size)
    measured = {}
    for start in show(starts[processes.rank::processes.size]):
        stop = min(start + batch_size, len(dataset))
        pairs = [transform(*dataset[i]) for i in range(start, stop)]
        predictions = segment(np.stack([x for x, _ in pairs]))
        measured[start] = [scores.measure(truth, prediction)
                           for (_, truth), prediction in zip(pairs, predictions)]
    batches = {}
    for part in processes.gather(measured):
        batches.update(part)
    for start in starts:
        for photo in batches[start]:
            scores.add(photo)
    return scores.compute()
