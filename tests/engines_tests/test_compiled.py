"""Where compiled kernels are kept."""

import os
import subprocess
import sys

CODE = '''
import numpy as np
from fashionseg.engines.compiled_kernels.relu_grad import relu_grad
y = np.array([[-1., 0., 2.]])
print(relu_grad(np.full((1, 3), 5.), y, np.empty((1, 3))).tolist())
'''


def compute(environment):
    result = subprocess.run(
        [sys.executable, '-B', '-c', CODE], env={**os.environ, **environment},
        capture_output=True, text=True, check=True)
    assert result.stdout == '[[0.0, 0.0, 5.0]]\n' and result.stderr == ''


def test_kept_in_the_cache_folder(tmp_path):
    compute({'FASHIONSEG_CACHE': str(tmp_path)})
    kept = sorted(path.name for path in tmp_path.rglob('*.nb?'))
    assert [name.startswith('relu_grad._mask') for name in kept] == [True, True]
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob('*.nbc')}
    compute({'FASHIONSEG_CACHE': str(tmp_path)})
    assert times == {path: path.stat().st_mtime_ns for path in tmp_path.rglob('*.nbc')}


def test_a_folder_that_cannot_be_made():
    compute({'FASHIONSEG_CACHE': os.path.join(os.devnull, 'folder')})
