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
    # The loop, and what surrounds it in a thread; an index and code of each.
    assert [name.split('-')[0] for name in kept] == [
        name for name in ('relu_grad._mask', 'tiny_numbers.flush_tiny_numbers',
                          'tiny_numbers.restore_tiny_numbers') for _ in range(2)]
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob('*.nbc')}
    compute({'FASHIONSEG_CACHE': str(tmp_path)})
    assert times == {path: path.stat().st_mtime_ns for path in tmp_path.rglob('*.nbc')}


def test_a_folder_that_cannot_be_made():
    compute({'FASHIONSEG_CACHE': os.path.join(os.devnull, 'folder')})
