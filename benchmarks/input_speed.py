"""Seconds that a photo takes from its files to the network's input, on one core.

Two workers, in the last row, have a core each where there are two.

    python -m benchmarks.input_speed [--quick]

The last line of the output is a JSON list of rows: ``title``, and ``seconds``, one
number for each photo of each round (with workers one for each round, per photo), or
``missing``, why there are none.
"""

import argparse
import json
import os
import tempfile

import cv2
import numpy as np

from benchmarks.workloads.make_photos import make_photos
from benchmarks.workloads.time_call import time_call
from fashionseg.engines.keep_memory import keep_memory
from fashionseg.training import BatchIterator
from fashionseg.training.augmented_example import augmented_example
from fashionseg.transforms import EvaluationTransform, TrainingTransform

N_WORKER, BATCH_SIZE = 2, 4


def measure_input(n_photo, n_round):
    """Times our input and that of albumentations in turn.

    Args:
        n_photo (int): Photos of a round, at most 60.
        n_round (int): Rounds.

    Returns:
        list of dict: Rows as in the first lines of this file, the sentence on which
        photos these are in each ``note``.
    """
    keep_memory()
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as folder:
        dataset, note = make_photos(os.path.join(folder, 'photos'), n_photo)
        dataset.kept_bytes = 0  # an epoch after the first would find all in memory
        pairs = [dataset[k] for k in range(n_photo)]
        train, evaluation = TrainingTransform(), EvaluationTransform()
        contenders = {
            'read photo and label': dataset.__getitem__,
            'augmentation and normalisation': lambda k: train(
                *pairs[k], np.random.default_rng(k)),
            'all of the input': lambda k: augmented_example(
                dataset, train, 0, 0, k),
            'input of the evaluation': lambda k: evaluation(*dataset[k]),
        }
        rows = {title: {'title': title, 'note': note} for title in contenders}
        rows['all of the input']['bar'] = True
        title = 'albumentations: all of the input'
        rows[title] = {'title': title, 'note': note, 'reference': True}
        # Or else it asks the network for a newer release.
        os.environ.setdefault('NO_ALBUMENTATIONS_UPDATE', '1')
        try:
            import albumentations
        except ImportError:
            rows[title]['missing'] = 'not installed: pip install albumentations'
        else:
            steps = _same_steps(albumentations)
            rows[title]['note'] += f', albumentations {albumentations.__version__}'
            contenders[title] = lambda k: _augment(steps, *dataset[k])
        for _ in range(n_round):
            for title, function in contenders.items():
                rows[title].setdefault('seconds', []).extend(
                    time_call(lambda: function(k)) for k in range(n_photo))
        title = f'all of the input, {N_WORKER} workers'
        rows[title] = {'title': title, 'note': note,
                       'seconds': _with_workers(dataset, n_photo, n_round)}
    return list(rows.values())


def _same_steps(A):
    """The steps of Section IV-B, as far as albumentations knows them.

    It draws the four bars, and four sides of the window, each on its own, so that
    areas and aspects are distributed otherwise; the sizes are about the same.
    """
    return A.Compose([
        A.HorizontalFlip(p=0.5),
        A.CropAndPad(percent=(0, 0.25), keep_size=False, sample_independently=True,
                     border_mode=cv2.BORDER_CONSTANT, fill=0, fill_mask=0, p=1),
        A.CropAndPad(percent=(-0.13, 0), keep_size=False, sample_independently=True,
                     p=1),
        A.GaussNoise(std_range=(0.1, 0.1), mean_range=(0, 0), per_channel=True,
                     noise_scale_factor=1, p=1),
        A.Resize(224, 224, interpolation=cv2.INTER_LINEAR,
                 mask_interpolation=cv2.INTER_NEAREST, p=1),
        A.ToFloat(max_value=255, p=1)])


def _augment(steps, photo, label):
    result = steps(image=photo, mask=label)
    return (np.ascontiguousarray(result['image'].transpose(2, 0, 1)),
            result['mask'].astype(np.int32))


def _with_workers(dataset, n_photo, n_round):
    if hasattr(os, 'sched_setaffinity'):
        # All above is of one core, which the workers would have to share.
        os.sched_setaffinity(0, range(os.cpu_count()))
    iterator = BatchIterator(
        dataset, TrainingTransform(), BATCH_SIZE, seed=0, n_worker=N_WORKER)
    try:
        def take_all():
            for _ in range(n_photo // BATCH_SIZE):
                iterator.next()

        take_all()  # the workers have to start
        n_taken = n_photo // BATCH_SIZE * BATCH_SIZE
        return [time_call(take_all) / n_taken for _ in range(n_round)]
    finally:
        iterator.finalize()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--quick', action='store_true', help='a few photos')
    quick = parser.parse_args().quick
    print(json.dumps(measure_input(*((8, 2) if quick else (60, 9)))))


if __name__ == '__main__':
    main()
