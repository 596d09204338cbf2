"""Narrow networks without the wait for full ones, and made-up costs."""

import contextlib

import numpy as np
import pytest

from chainer.functions.connection import convolution_2d, deconvolution_2d

from fashionseg.configurations import PROFILES
from fashionseg.costs import NETWORKS
from tests.baselines_tests.conftest import large_layers_undrawn  # noqa: F401


@contextlib.contextmanager
def zero_convolutions():
    """Convolutions give zeros of the right shape, at once."""
    def forward(node, x, w, b):
        return np.zeros(
            (len(x), len(w), *node._get_out_size(x.shape, w.shape)), x.dtype),

    def grad_w(node, x, gy):
        return np.zeros((gy.shape[1], x.shape[1] // node.groups, node.kh, node.kw),
                        x.dtype),

    def deconvolution(node, x, w, b):
        return np.zeros((len(x), w.shape[1] * node.groups, node.outh, node.outw),
                        x.dtype),

    with pytest.MonkeyPatch.context() as patch:
        for node, compute in (
                (convolution_2d.Convolution2DFunction, forward),
                (convolution_2d.Convolution2DGradW, grad_w),
                (deconvolution_2d.Deconvolution2DFunction, deconvolution)):
            for name in ('_forward_cpu_core', '_forward_grouped_convolution'):
                patch.setattr(node, name, compute)
        yield


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
