"""Where the tests of this room compute, and what they compare with.

Each runs on the CPU, as a test of itself and of the engines there, and on GPUs where
there are some; those are marked ``gpu``.
"""

import chainer
import numpy as np
import pytest

from fashionseg.environment import count_gpus
from tests.engines_tests.each_engine import using

REFERENCE = '@numpy', 'chainer'
_N_GPU, _WHY = count_gpus()


def on_gpus(n, *values):
    """A case for ``n`` GPUs, skipped with the reason where there are fewer."""
    reason = f'needs {n} GPU{"s" * (n > 1)}, there {"is" if _N_GPU == 1 else "are"} ' \
             f'{_N_GPU}' + f': {_WHY}' * bool(_WHY)
    return pytest.param(*values, marks=[
        pytest.mark.gpu, pytest.mark.skipif(_N_GPU < n, reason=reason)],
        id='-'.join(str(value).strip('@') for value in values))


DEVICES = [pytest.param('@numpy', id='cpu'), on_gpus(1, '@cupy:0')]
each_device = pytest.mark.parametrize('device', DEVICES)
# Device and engine. Chainer's own kernels on the CPU are the reference.
GPU_PLACES = [on_gpus(1, '@cupy:0', engine) for engine in ('chainer', 'numpy', 'aten')]
each_place = pytest.mark.parametrize('device, engine', [
    *(pytest.param('@numpy', engine, id=f'cpu-{engine}')
      for engine in ('numpy', 'aten')), *GPU_PLACES])


def compute(function, *args, device, engine, **options):
    """Calls ``function(*args, device)`` under an engine."""
    try:
        with using(engine, **options):
            return function(*args, device)
    finally:
        chainer.get_device('@numpy').use()


def assert_close(found, expected, tolerance):
    """Dicts of arrays agree, each as far as its own size goes."""
    assert found.keys() == expected.keys()
    # What is zero but for roundings is measured by the others.
    least = 1e-3 * np.median([np.linalg.norm(array) for array in expected.values()])
    for key, array in expected.items():
        assert found[key].shape == array.shape, key
        difference = np.linalg.norm(found[key].astype('d') - array)
        size = max(least, np.linalg.norm(array))
        assert difference < tolerance * size, f'{key}: {difference / size:.1e}'
