"""What the README shows in Python runs as it stands."""

import os
import pathlib
import re
import subprocess
import sys

from PIL import Image
from tests.parsing_tests.picture_kinds import COLOURS

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / 'README.md').read_text()
BLOCKS = re.findall(r'^```python\n(.*?)^```', README, re.MULTILINE | re.DOTALL)
PAIRS = ('import numpy, sys\ntruths = predictions = [numpy.zeros((3, 4), int)]\n'
         'pairs = [*zip(truths, predictions)]\n')


def _run(code, folder):
    done = subprocess.run([sys.executable, '-c', code], cwd=folder, text=True,
                          env={**os.environ, 'PYTHONPATH': str(ROOT)},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_parser(tmp_path):
    block, = (block for block in BLOCKS if 'Parser' in block)
    Image.fromarray(COLOURS).save(tmp_path / 'photo.jpg')
    out = _run(block + 'print(result.label.shape, result.label.dtype, '
               'len(result.shares), result.overlay().shape)', tmp_path)
    assert out == '(40, 60) uint8 14 (40, 60, 3)\n'
    assert sorted(path.name for path in (tmp_path / 'labels').iterdir()) == [
        'photo.json', 'photo.png', 'photo_overlay.jpg']


def test_metrics(tmp_path):
    block, = (block for block in BLOCKS if 'score_labels' in block)
    out = _run(PAIRS + block + 'print(scores.compute()["miou_plus"], '
               '"chainer" in sys.modules)', tmp_path)
    assert out == '1.0 False\n'
