"""Narrow networks without the wait for full ones, and made-up costs."""

import contextlib

import numpy as np
import pytest

from fashionseg.configurations import PROFILES
from fashionseg.costs import NETWORKS
from fashionseg.engines import use_engine
from fashionseg.engines.current_engine import set_current_engine
from fashionseg.engines.engine import Engine
from tests.baselines_tests.conftest import large_layers_undrawn  # noqa: F401


class ZeroEngine(Engine):
    """Convolutions give zeros of the right shape, at once."""

    def convolve(self, x, w, b, out_size, *geometry):
        return np.zeros((len(x), len(w), *out_size), x.dtype)

    def convolve_grad_w(self, x, gy, ksize, stride, pad, dilate, groups):
        return np.zeros((gy.shape[1], x.shape[1] // groups, *ksize), x.dtype)

    def deconvolve(self, x, w, b, out_size, stride, pad, dilate, groups):
        return np.zeros((len(x), w.shape[1] * groups, *out_size), x.dtype)


@contextlib.contextmanager
def zero_convolutions():
    use_engine('chainer')
    set_current_engine(ZeroEngine())
    try:
        yield
    finally:
        use_engine('chainer')


@pytest.fixture(scope='module')
def no_arithmetic():
    """Networks of any size run in a moment: what is counted are shapes."""
    with zero_convolutions():
        yield


@pytest.fixture
def tiny():
    """Sizes of a network that runs in a moment."""
    return PROFILES['quick']._replace(
        width=1 / 32, divisor=8, n_middle=1, batch_size=1)


def _row(name):
    # H costs 100 of everything, the first variants 2 to 5 times, the others more.
    factor = {'H': 1, 'unet unet64': 2, 'deeplabv3plus xception65': 3,
              'pspnet resnet50': 4, 'segnet basic': 5}.get(
                  name, 1 if len(name) == 1 else 8)
    return {'n_param': 1000 * factor, 'inference_flop': 100 * factor,
            'forward_flop': 100 * factor, 'training_flop': 100 * factor,
            'inference_reads': 100 * factor}


@pytest.fixture
def counts():
    return {'rows': {name: _row(name) for name in NETWORKS},
            'command': 'count them', 'commit': 'c' * 40}


@pytest.fixture
def times():
    """Twice as long for training as for inference, U-Net 3 times H, all else as H."""
    rows = {name: {'inference_ms': 10. * factor, 'training_ms': 20. * factor}
            for name, factor in ((name, 3 if name == 'unet unet64' else 1)
                                 for name in NETWORKS)}
    return {'rows': rows, 'machine': {'processor': 'abacus'}, 'batch_size': 4,
            'n_round': 3, 'command': 'time them', 'commit': 'd' * 40}
