"""Label maps of a network in PyTorch: scored as files, without Chainer, and by a run's
own evaluator."""

import json
import subprocess
import sys

import chainer
import cv2
import numpy as np
import pytest

from fashionseg.extensions.evaluate import evaluate
from fashionseg.links import FashionSegNet
from fashionseg.transforms import EvaluationTransform

N_PHOTO = 5


def _photos():
    """Patches of classes, each with a colour of its own; pairs of photo and label."""
    random = np.random.RandomState(0)
    colours = random.randint(0, 256, (14, 3)).astype(np.uint8)
    pairs = []
    for _ in range(N_PHOTO):
        patches = random.randint(0, 14, (7, 5)).astype(np.uint8)
        label = patches.repeat(40, axis=0).repeat(40, axis=1)
        pairs.append((colours[label], label))
    return pairs


def test_files_and_evaluator_agree_to_the_last_digit(tmp_path):
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    from benchmarks.twins.guided_twin import GuidedTwin

    np.random.seed(0)
    path = str(tmp_path / 'weights.npz')
    chainer.serializers.save_npz(path, FashionSegNet(width=1 / 32))
    with np.load(path) as weights:
        twin = GuidedTwin(weights)

    def segment(x):
        with torch.inference_mode():
            return twin.segment(torch.from_numpy(x)).numpy()

    photos, transform = _photos(), EvaluationTransform()
    expected = evaluate(segment, photos, batch_size=2)
    for folder in 'truth', 'twin':
        (tmp_path / folder).mkdir()
    for i, pair in enumerate(photos):
        x, truth = transform(*pair)
        found, = segment(x[None])
        assert len(np.unique(found)) > 1
        for folder, label in (('truth', truth), ('twin', found)):
            assert cv2.imwrite(
                str(tmp_path / folder / f'{i}.png'), label.astype(np.uint8))
    subprocess.run(
        [sys.executable, '-m', 'fashionseg', 'evaluate', '--pred', tmp_path / 'twin',
         '--truth', tmp_path / 'truth', '--json', tmp_path / 'scores.json'], check=True,
        stdout=subprocess.DEVNULL)
    scores = json.loads((tmp_path / 'scores.json').read_text())
    for name in 'miou', 'miou_plus':
        assert scores[name] == float(expected[name])
