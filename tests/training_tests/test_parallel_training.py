"""Several devices train as one does: the real processes, on stand-ins for GPUs."""

import functools
import multiprocessing

import chainer
import numpy as np
import pytest

from fashionseg.configurations import PROFILES, TABLE_5, LossWeights, make_net
from fashionseg.engines.amx_kernels import fits
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, GuidedUpdater, ParallelGuidedUpdater)
from fashionseg.training.batch_converter import BatchConverter
from tests.engines_tests.each_engine import using
from tests.training_tests.made_up_photos import Photos
from tests.training_tests.stand_in_gpus import StandInDevice, install

N_STEP = 20
NARROW = PROFILES['quick']._replace(width=1 / 32, divisor=16)


def greys(photo, label, rng):
    """Patches of classes, each with its grey, so that there is something to learn."""
    coarse = rng.integers(0, 14, (7, 7)).astype(np.int32)
    t = coarse.repeat(32, axis=0).repeat(32, axis=1)
    return np.clip(t / 14 + rng.normal(0, .1, (3, 224, 224)), 0, 1), t


@pytest.fixture
def stand_ins(monkeypatch):
    before = multiprocessing.get_start_method()
    install(functools.partial(monkeypatch.setattr, raising=False))
    with using('numpy', n_thread=1):
        yield
    multiprocessing.set_start_method(before, force=True)


class PlainConverter(BatchConverter):
    """Takes AMX from the devices' own processes: how many photos there are decides
    what it computes, and it rounds otherwise."""

    def __reduce__(self):
        return _arrive_plainly, super().__reduce__()


def _arrive_plainly(arrive, arguments):
    fits.has_amx = lambda: False
    arrive(*arguments)
    return PlainConverter()


class DoubleConverter(BatchConverter):
    """Photos in double precision, in the devices' own processes too."""

    def __reduce__(self):
        return _arrive, super().__reduce__()

    def __call__(self, batch, device):
        x, t = super().__call__(batch, device)
        return x.astype(np.float64), t


def _arrive(arrive, arguments):
    arrive(*arguments)
    return DoubleConverter()


def train(configuration, devices, share, n_step, parallel=False, profile=NARROW,
          dtype=np.float32, converter=None):
    """The network after ``n_step`` steps of ``share`` photos on each device."""
    n_device = len(devices)
    with chainer.using_config('dtype', dtype):
        net = make_net(configuration, profile)
    chain = GuidedTrainChain(
        net, *TABLE_5.get(configuration, LossWeights(0, 0, 0)))
    optimizer = chainer.optimizers.Adam().setup(chain)
    iterators = [BatchIterator(Photos(12), greys, share, 0, shard=(k, n_device))
                 for k in range(n_device)]
    updater = (
        ParallelGuidedUpdater(iterators, optimizer, devices)
        if parallel or n_device > 1 else
        GuidedUpdater(iterators[0], optimizer, devices[0]))
    if converter is not None:
        updater.converter = converter
    try:
        for _ in range(n_step):
            updater.update()
    finally:
        updater.finalize()
    net.to_device('@numpy')
    return net


def stand_in_devices(n):
    return [StandInDevice(k) for k in range(n)]


def assert_same_weights(one, other, tolerance):
    """The two have gone the same way from the initial weights."""
    start = make_net('A', NARROW)
    way, off = (np.concatenate([
        np.abs(a.array - b.array).ravel()
        for (_, a), (_, b) in zip(one.namedparams(), net.namedparams())])
        for net in (start, other))
    assert way.max() > 1e-3
    # A rounding that moves a number over the kink of a ReLU shows in its filter.
    assert np.mean(off > tolerance) < 1e-3
    assert off.max() < 1e-2 * way.max()


def test_three_devices_train_as_one_on_the_joint_batch(stand_ins, monkeypatch):
    monkeypatch.setattr(fits, 'has_amx', lambda: False)
    one, three = (train('A', devices, share, N_STEP, converter=PlainConverter())
                  for devices, share in ((['@numpy'], 3), (stand_in_devices(3), 1)))
    assert_same_weights(one, three, 1e-6)


def test_to_the_last_digits_in_double_precision(stand_ins):
    """What is left in single precision is rounding, and no other arithmetic."""
    wide = NARROW._replace(width=1 / 8)
    one, three = (dict(train('A', devices, share, 3, profile=wide, dtype=np.float64,
                             converter=DoubleConverter())
                       .namedparams())
                  for devices, share in ((['@numpy'], 3), (stand_in_devices(3), 1)))
    start = dict(make_net('A', wide).namedparams())
    assert max(np.abs(param.array - start[name].array).max()
               for name, param in one.items()) > 1e-3
    for name, param in one.items():
        assert param.dtype == np.float64
        np.testing.assert_allclose(
            three[name].array, param.array, rtol=0, atol=1e-12)


def test_statistics_are_those_of_the_first_device(stand_ins):
    """Batch normalization learns from the photos of one device alone."""
    start = make_net('segnet', NARROW)
    found = train('segnet', stand_in_devices(2), 3, 1)

    def means(k, n):
        x, _ = BatchIterator(Photos(12), greys, 3 * 2 // n, 0, shard=(k, n)).next()
        y = start.net.net.conv1(chainer.functions.local_response_normalization(
            x, 5, 1, 1e-4 / 5, .75)).array
        return y.mean(axis=(0, 2, 3), dtype=np.float64)

    def learned(mean):
        return 0.1 * mean  # from zero, with Chainer's decay of 0.9

    ours = found.net.net.conv1_bn.avg_mean
    scale = np.abs(ours).max()
    np.testing.assert_allclose(ours, learned(means(0, 2)), atol=1e-4 * scale)
    for other in (means(1, 2), means(0, 1)):
        assert np.abs(ours - learned(other)).max() > 1e-2 * scale
