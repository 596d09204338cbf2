"""Updaters: one device against the CPU, two devices against one.

On the CPU and on stand-ins for GPUs it is the room of the training that tests them.
"""

import functools
import multiprocessing

import pytest

from tests.gpu_tests.places import GPU_PLACES, compute, on_gpus
from tests.gpu_tests.shared_gpu import SharedGpu, install
from tests.training_tests.test_parallel_training import assert_same_weights, train

N_STEP = 5


def _train_on_one(device):
    return train('A', [device], 2, N_STEP)


@pytest.mark.parametrize('device, engine', GPU_PLACES)
def test_one_device_trains_as_the_cpu(device, engine):
    found = compute(_train_on_one, device=device, engine=engine)
    expected = compute(_train_on_one, device='@numpy', engine='chainer')
    # Adam takes a whole step for a gradient that is all rounding.
    assert_same_weights(expected, found, 1e-4)


@pytest.fixture
def start_method():
    before = multiprocessing.get_start_method()
    yield
    multiprocessing.set_start_method(before, force=True)


@pytest.mark.parametrize('one, two', [
    on_gpus(2, ('@cupy:0',), ('@cupy:0', '@cupy:1'))])
@pytest.mark.parametrize('engine', ['chainer', 'numpy', 'aten'])
def test_two_gpus_train_as_one(start_method, engine, one, two):
    weights = [compute(lambda device: train('A', devices, 2 // len(devices), N_STEP),
                       device='', engine=engine) for devices in (one, two)]
    assert_same_weights(*weights, 1e-4)


@pytest.mark.parametrize('device, engine', GPU_PLACES)
def test_nccl_of_one_gpu(start_method, device, engine):
    alone, parallel = (compute(lambda device: train('A', [device], 2, N_STEP, parallel),
                               device=device, engine=engine)
                       for parallel in (False, True))
    assert_same_weights(alone, parallel, 1e-4)


@pytest.mark.parametrize('device, engine', GPU_PLACES)
def test_three_processes_on_one_gpu_train_as_one(
        start_method, monkeypatch, device, engine):
    one = compute(lambda device: train('A', [device], 3, N_STEP),
                  device=device, engine=engine)
    install(functools.partial(monkeypatch.setattr, raising=False))
    three = compute(
        lambda device: train('A', [SharedGpu() for _ in range(3)], 1, N_STEP),
        device='', engine=engine)
    assert_same_weights(one, three, 1e-4)
