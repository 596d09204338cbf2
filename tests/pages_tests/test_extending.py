"""The examples of docs/extending.md do what the page says."""

import json
import os
import pathlib
import re
import subprocess
import sys

import numpy as np
from PIL import Image
import pytest

from fashionseg.classes import CLASS_NAMES
from fashionseg.datasets.generated import read_generated

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / 'docs' / 'extending.md').read_text(encoding='utf-8')
SCRIPTS = dict(re.findall(r'^```python\n# (\w+\.py)\n(.*?)^```', PAGE,
                          re.MULTILINE | re.DOTALL))


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    """Where both scripts have run, on eight photos."""
    folder = tmp_path_factory.mktemp('extending')
    for kind in ('photos', 'labels'):
        (folder / 'mine' / kind).mkdir(parents=True)
    for number in range(1, 9):
        photo, label, _ = read_generated({'seed': 3, 'number': number})
        (folder / 'mine' / 'photos' / f'p{number}.jpg').write_bytes(photo)
        Image.fromarray(label).save(folder / 'mine' / 'labels' / f'p{number}.png')
    for name, code in SCRIPTS.items():
        (folder / name).write_text(code, encoding='utf-8')
        done = subprocess.run(
            [sys.executable, name], cwd=folder, text=True, stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE, env={**os.environ, 'PYTHONPATH': str(ROOT)})
        assert done.returncode == 0, done.stdout
    return folder


def test_both_scripts_are_there():
    assert list(SCRIPTS) == ['my_photos.py', 'my_network.py']


def test_data_set(folder):
    index = json.loads((folder / 'prepared' / 'mine' / 'index.json').read_text())
    assert [(p['id'], p['split']) for p in index['photos']] == [
        (f'p{k}', 'eval' if k in (4, 8) else 'train') for k in range(1, 9)]
    label = np.array(Image.open(folder / 'mine' / 'labels' / 'p1.png'))
    assert index['photos'][0]['instances'] == {
        str(c): 1 for c in range(1, len(CLASS_NAMES)) if (label == c).any()}


@pytest.mark.parametrize('name', ['A', 'two-layers'])
def test_trained(folder, name):
    run = folder / 'results' / 'mine' / name / 'seed0'
    result = json.loads((run / 'result.json').read_text())
    assert result['configuration'] == name
    assert (result['n_train'], result['n_eval']) == (6, 2)
    assert len(result['epochs']) == 2 and result['dataset'] == 'mine'
    assert (run / 'best.safetensors').is_file()
