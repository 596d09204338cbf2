"""Milliseconds of both metrics of Section IV-C on 224 x 224 maps, on one core.

    python -m benchmarks.metrics_speed [--quick]

Labels of photos with noise on them, in truth and prediction alike, which gives maps
of about 400 connected components. The last line of the output is a JSON list of rows:
``title`` and ``seconds``, one number for each photo of each round.
"""

import argparse
import json
import os
import tempfile

import numpy as np
import scipy

from benchmarks.workloads.make_photos import make_photos
from benchmarks.workloads.scipy_scores import scipy_scores
from benchmarks.workloads.time_call import time_call
from fashionseg.classes import N_CLASS
from fashionseg.errors import UserError
from fashionseg.metrics import SegmentationScores, photo_iou, photo_iou_plus
from fashionseg.metrics.label_components import label_components
from fashionseg.transforms import resize_label

NOISE = 0.0085  # share of the pixels that get a random class


def measure_metrics(n_photo, n_round):
    """Times our metrics and plain ones with SciPy in turn.

    Args:
        n_photo (int): Photos of a round, at most 60.
        n_round (int): Rounds.

    Returns:
        list of dict: Rows as in the first lines of this file.

    Raises:
        UserError: Both ways disagree by more than 1e-12 about a score.
    """
    with tempfile.TemporaryDirectory() as folder:
        dataset, note = make_photos(os.path.join(folder, 'photos'), n_photo)
        maps = [_disturb(dataset[k][1], k) for k in range(n_photo)]
    for pair in maps:
        _check(*pair)
    n_component = np.mean([
        label_components([part], 4).max() for pair in maps for part in pair])
    note = f'labels of {note}; {n_component:.0f} components in a map'
    scores = SegmentationScores()
    contenders = {
        'both metrics': scores.update,
        f'SciPy {scipy.__version__} with loops: both metrics':
            lambda *pair: scipy_scores(*pair, N_CLASS)}
    seconds = {title: [] for title in contenders}
    for _ in range(n_round):
        for title, function in contenders.items():
            seconds[title] += [
                time_call(lambda: function(*pair)) for pair in maps]
    ours, theirs = ({'title': title, 'note': note, 'seconds': seconds[title]}
                    for title in contenders)
    return [dict(ours, bar=True), dict(theirs, reference=True)]


def _disturb(label, seed):
    """Truth and prediction, (224, 224) int32 as the evaluation has them."""
    random = np.random.default_rng(seed)
    truth = resize_label(label, (224, 224)).astype(np.int32)
    pair = truth, np.roll(truth, 3, axis=1)
    for part in pair:
        noisy = random.random(part.shape) < NOISE
        part[noisy] = random.integers(0, N_CLASS, noisy.sum())
    return pair


def _check(truth, prediction):
    ours = photo_iou(truth, prediction, N_CLASS), photo_iou_plus(
        truth, prediction, N_CLASS)
    for a, b in zip(ours, scipy_scores(truth, prediction, N_CLASS)):
        if not np.allclose(a, b, rtol=0, atol=1e-12, equal_nan=True):
            raise UserError('the metrics and the loops disagree; nothing was timed')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--quick', action='store_true', help='a few photos')
    quick = parser.parse_args().quick
    print(json.dumps(measure_metrics(*((4, 2) if quick else (60, 5)))))


if __name__ == '__main__':
    main()
