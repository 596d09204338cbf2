"""The network that comes with the package labels photos right after the set-up."""

import io
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
from PIL import Image

from fashionseg import Parser
from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.generated import read_generated
from fashionseg.files import read_tensors
from fashionseg.inference import load_model
from fashionseg.metrics import read_label_map
from fashionseg.parsing.demo_run import DEMO_RUN

MOST_BYTES = 20e6
PHOTO = read_generated({'seed': 7, 'number': 1})[0]


def test_without_weights(tmp_path):
    (tmp_path / 'photo.jpg').write_bytes(PHOTO)
    done = subprocess.run(
        [sys.executable, '-m', 'fashionseg', 'predict', 'photo.jpg', '--out', 'labels'],
        cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, 'PYTHONPATH': str(pathlib.Path(__file__).parents[2])})
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith('no --weights: these are labels of the demo model')
    assert sorted(path.name for path in (tmp_path / 'labels').iterdir()) == [
        'photo.json', 'photo.png', 'photo_overlay.jpg']
    label = read_label_map(tmp_path / 'labels' / 'photo.png')
    assert label.shape == Image.open(io.BytesIO(PHOTO)).size[::-1]
    shares = json.loads((tmp_path / 'labels' / 'photo.json').read_text())['shares']
    assert shares == {name: np.mean(label == c) for c, name in enumerate(CLASS_NAMES)}
    # There is a person in clothes before a street, and the network sees more than none.
    assert .3 < shares['background'] < .99


def test_same_as_its_weights():
    photo = np.array(Image.open(io.BytesIO(PHOTO)))
    np.testing.assert_array_equal(
        Parser.load(engine='chainer').predict(photo).label,
        Parser.load(DEMO_RUN, engine='chainer').predict(photo).label)


def test_files_belong_together_and_are_small():
    assert sorted(path.name for path in DEMO_RUN.iterdir()) == [
        'best.safetensors', 'result.json']
    assert sum(path.stat().st_size for path in DEMO_RUN.iterdir()) < MOST_BYTES
    result = json.loads((DEMO_RUN / 'result.json').read_text())
    _, metadata = read_tensors(DEMO_RUN / 'best.safetensors')
    assert metadata['command'] == result['command']
    assert metadata['commit'] == result['commit'] and '+' not in result['commit']
    model = load_model(DEMO_RUN, result['configuration'], result['data_hash'])
    assert model.net.count_params() == result['n_param']
    scores = json.loads(metadata['scores'])
    best = result['best']['miou']
    assert scores == {name: best[name] for name in ('epoch', 'miou', 'miou_plus')}
