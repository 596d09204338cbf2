"""Whole networks: scores, losses, gradients, labels; and the first steps."""

import functools

import chainer
import numpy as np
import pytest

from fashionseg.links import FashionSegNet
from tests.baselines_tests import test_engines_agree as baselines
from tests.gpu_tests.places import (
    GPU_PLACES, assert_close, compute, each_place, on_gpus)
from tests.links_tests import test_engines_agree as ours
from tests.proofs_tests.test_engines_train_alike import N_STEP, losses


@pytest.fixture(autouse=True)
def no_dropout(monkeypatch):
    """Each device draws its own."""
    monkeypatch.setattr(chainer.functions, 'dropout', lambda x, *args, **options: x)


@functools.lru_cache(maxsize=None)
def expected(function, *args):
    return compute(function, *args, device='@numpy', engine='chainer')


# On the CPU the engines are compared in the rooms of the networks.
@pytest.mark.parametrize('device, engine', GPU_PLACES)
def test_network_of_the_paper(device, engine):
    found = compute(ours.run, 'd', device=device, engine=engine)
    assert_close(found, expected(ours.run, 'd'), 1e-8)


@pytest.mark.parametrize('name, device, engine', [
    ('unet', '@numpy', 'numpy'),
    *(pytest.param(name, *place.values, id=f'{name}-{place.id}', marks=place.marks)
      for name in baselines.SMALL for place in GPU_PLACES)])
def test_baseline(device, engine, name):
    found = compute(baselines.run, name, 'd', device=device, engine=engine)
    # Chainer's kernel of SegNet's first layer sums in single precision on a GPU.
    tolerance = 1e-5 if 'segnet' in name and device != '@numpy' else 1e-7
    assert_close(found, expected(baselines.run, name, 'd'), tolerance)


@each_place
def test_gradients_lie_in_order(device, engine):
    """What gathers them for several GPUs reads memory as it lies."""
    def run(device):
        net = FashionSegNet(width=1 / 32)
        net.to_device(device)
        x = net.xp.zeros((1, 3, 224, 224), 'f') + net.xp.float32(.5)
        chainer.functions.sum(net(x).segmentation[0]).backward()
        return [array.flags.c_contiguous for param in net.params()
                for array in (param.array, param.grad) if array is not None]

    found = compute(run, device=device, engine=engine)
    assert len(found) > 100 and all(found)


@each_place
def test_labels(device, engine):
    def run(device):
        np.random.seed(0)
        net = FashionSegNet(width=1 / 16)
        net.to_device(device)
        return net.segment(np.random.RandomState(1).rand(2, 3, 224, 224).astype('f'))

    found = compute(run, device=device, engine=engine)
    assert isinstance(found, np.ndarray) and found.dtype == np.int32
    reference = compute(run, device='@numpy', engine='chainer')
    assert (found == reference).mean() > .999


def _train(dtype, device):
    return losses(N_STEP, dtype, device=device)


@pytest.mark.parametrize('dtype, tolerance, device, engine', [
    pytest.param(dtype, tolerance, *place.values, id=f'{dtype}-{place.id}',
                 marks=place.marks)
    for dtype, tolerance in (('d', 1e-9), ('f', 1e-3)) for place in GPU_PLACES])
def test_first_steps(device, engine, dtype, tolerance):
    found = compute(_train, dtype, device=device, engine=engine)
    np.testing.assert_allclose(found, expected(_train, dtype), rtol=tolerance)


# Processors are slow in float16.
@pytest.mark.parametrize('device, precision', [
    ('@numpy', 'bfloat16'), *(on_gpus(1, '@cupy:0', precision)
                              for precision in ('bfloat16', 'float16'))])
def test_first_steps_in_half_precision(device, precision):
    found = compute(_train, 'f', device=device, engine='aten', precision=precision)
    assert not np.array_equal(found, expected(_train, 'f'))
    np.testing.assert_allclose(found, expected(_train, 'f'), rtol=2e-2)
