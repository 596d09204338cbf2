"""What the readings of the metrics make of the same predictions."""

import statistics

import numpy as np

from fashionseg.classes import CLASS_NAMES, N_CLASS
from fashionseg.metrics import SegmentationScores, photo_iou, photo_iou_plus
from fashionseg.transforms import EvaluationTransform, resize_label

MEANS = ('miou', 'miou_plus')


def measure_scores(segment, dataset, batch_size=4, show=lambda items: items):
    """Predicts each photo once and scores it in every reading of Section IV-C.

    Args:
        segment (callable): (N, 3, 224, 224) float32 in [0, 1] -> (N, 224, 224) class
            ids; :meth:`fashionseg.links.SegmentationNet.segment`.
        dataset (fashionseg.datasets.PreparedDataset): Photos with labels.
        batch_size (int): Photos predicted together.
        show (callable): Wraps the iterable of batches, as a progress bar does.

    Returns:
        dict: Reading to ``miou`` and ``miou_plus`` in [0, 1], where the reading has
        both. ``chosen`` are the defaults; ``connectivity`` takes 8, ``absent`` counts
        1, ``own_size`` scores at the photo's own size, ``no_background`` leaves that
        class out of the means, ``photo_mean`` averages the classes of each photo
        first, ``pooled`` is the ratio of sums (no mIoU+).
    """
    transform = EvaluationTransform()
    scores = {'chosen': SegmentationScores(),
              'connectivity': SegmentationScores(connectivity=8),
              'absent': SegmentationScores(absent='one'),
              'own_size': SegmentationScores()}
    of_photos = {mean: [] for mean in MEANS}
    for start in show(range(0, len(dataset), batch_size)):
        stop = min(start + batch_size, len(dataset))
        pairs = [dataset[i] for i in range(start, stop)]
        ready = [transform(*pair) for pair in pairs]
        predictions = segment(np.stack([x for x, _ in ready]))
        for (_, label), (_, truth), prediction in zip(pairs, ready, predictions):
            for reading in ('chosen', 'connectivity', 'absent'):
                scores[reading].update(truth, prediction)
            scores['own_size'].update(label, resize_label(prediction, label.shape))
            for mean, score in zip(MEANS, (photo_iou, photo_iou_plus)):
                of_photos[mean].append(
                    float(np.nanmean(score(truth, prediction, N_CLASS))))
    computed = {reading: score.compute() for reading, score in scores.items()}
    readings = {reading: {mean: score[mean] for mean in MEANS}
                for reading, score in computed.items()}
    readings['no_background'] = {
        mean: _mean_without_background(computed['chosen'][of_class])
        for mean, of_class in zip(MEANS, ('iou', 'iou_plus'))}
    readings['photo_mean'] = {
        mean: statistics.fmean(values) for mean, values in of_photos.items()}
    readings['pooled'] = {'miou': computed['chosen']['pooled_miou']}
    return readings


def _mean_without_background(of_class):
    held = [of_class[name] for name in CLASS_NAMES[1:] if of_class[name] is not None]
    return statistics.fmean(held) if held else None
