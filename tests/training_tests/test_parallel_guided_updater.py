"""What several GPUs compute and refuse, without their processes."""

import functools
import multiprocessing
import types

import chainer
from chainer.training.updaters import multiprocess_parallel_updater
import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, ParallelGuidedUpdater)
from fashionseg.training.scaled_adam import ScaledAdam
from tests.training_tests.made_up_photos import Photos, TinyNet, draw, make_batch
from tests.training_tests.stand_in_gpus import StandInDevice, install


def _iterators(n):
    return [BatchIterator(Photos(6), draw, 2, 0, shard=(k, n)) for k in range(n)]


def _optimizer(target=None):
    return chainer.optimizers.Adam().setup(target or GuidedTrainChain(TinyNet()))


@pytest.fixture
def nccl(monkeypatch):
    """Chainer's module as it is where CuPy and NCCL are, before CUDA is used."""
    before = multiprocessing.get_start_method()
    install(functools.partial(monkeypatch.setattr, raising=False))
    yield multiprocess_parallel_updater.nccl
    multiprocessing.set_start_method(before, force=True)


def test_other_target():
    with pytest.raises(TypeError, match='GuidedTrainChain'):
        ParallelGuidedUpdater(_iterators(2), _optimizer(TinyNet()), ['@numpy'] * 2)


def test_cuda_was_used_before(nccl, monkeypatch):
    # Counting the GPUs initializes CUDA; Chainer then refuses to fork.
    multiprocess_parallel_updater.cuda.cupy.cuda.driver.ctxGetCurrent = lambda: 0
    ParallelGuidedUpdater(_iterators(2), _optimizer(), ['@numpy'] * 2)
    assert multiprocessing.get_start_method() == 'spawn'


def test_without_cupy(monkeypatch):
    monkeypatch.setattr(multiprocess_parallel_updater, '_available', False)
    optimizer = _optimizer()
    with pytest.raises(UserError, match='needs NCCL.*nvidia-nccl-cu12'):
        ParallelGuidedUpdater(_iterators(2), optimizer, ['@numpy'] * 2)
    assert optimizer.eps == 1e-8


def test_cupy_without_nccl(nccl):
    # CuPy's module can be imported without the library; Chainer looks no further.
    nccl.available = False
    with pytest.raises(UserError, match='needs NCCL'):
        ParallelGuidedUpdater(_iterators(2), _optimizer(), ['@numpy'] * 2)


def test_scaled_loss(nccl):
    optimizer = ScaledAdam().setup(GuidedTrainChain(TinyNet()))
    with pytest.raises(UserError, match='--precision bfloat16, or one GPU'):
        ParallelGuidedUpdater(_iterators(2), optimizer, ['@numpy'] * 2)


def test_device_is_waited_for_before_what_may_take_long(nccl, monkeypatch):
    """So that a hang falls into the time of a step; seldom within an epoch."""
    asked = []
    updater = ParallelGuidedUpdater(
        _iterators(2), _optimizer(), [StandInDevice(k) for k in range(2)])
    updater._devices[0].device.synchronize = lambda: asked.append(updater.iteration)
    updater.get_iterator('main').batch_size = 1  # three for an epoch of this device
    monkeypatch.setattr(
        multiprocess_parallel_updater.MultiprocessParallelUpdater, 'update_core',
        lambda self: self.get_iterator('main').next())
    for _ in range(7):
        updater.update_core()
        assert not updater._watch.in_step
        updater.iteration += 1
    assert asked == [0, 2, 5]


def test_description_tells_what_chainer_changes(nccl, recwarn):
    optimizer = _optimizer()
    updater = ParallelGuidedUpdater(_iterators(3), optimizer, ['@numpy'] * 3)
    assert optimizer.eps == pytest.approx(3e-8)
    text = updater.description()
    for part in ('3 devices, 2 photos in a step on each, 6 together',
                 "Adam's eps goes from 1e-08 to 3e-08", "first device's share"):
        assert part in text
    assert '\n' not in text and not recwarn.list
    assert not multiprocessing.active_children()


def _double_chain():
    with chainer.using_config('dtype', np.float64):
        np.random.seed(0)
        return GuidedTrainChain(TinyNet(), 1, 1, 1)


def _gradients(chain, x, t):
    chain.cleargrads()
    chain(x, t).backward()
    return {name: param.grad.copy() for name, param in chain.namedparams()}


@pytest.fixture(scope='module')
def gradients():
    """Gradients of a joint batch of 3, and of its 3 shards."""
    chain = _double_chain()
    x, t = make_batch(3, np.float64)
    return (_gradients(chain, x, t),
            [_gradients(chain, x[k::3], t[k::3]) for k in range(3)])


def test_mean_of_the_shards_is_the_gradient_of_the_batch(gradients):
    joint, shards = gradients
    assert len(joint) == 6
    for name, grad in joint.items():
        assert np.abs(grad).max() > 1e-4
        mean = sum(shard[name] for shard in shards) / 3
        np.testing.assert_allclose(mean, grad, rtol=1e-10, atol=1e-14)


def test_adam_takes_the_same_steps_on_the_sum(gradients):
    joint, shards = gradients
    chains = []
    for summed, eps in ((False, 1e-4), (True, 3e-4), (True, 1e-4)):
        chain = _double_chain()
        optimizer = chainer.optimizers.Adam(eps=eps).setup(chain)
        for step in (1, 2, 3):
            for name, param in chain.namedparams():
                grad = (sum(shard[name] for shard in shards) if summed
                        else joint[name])
                param.grad = grad * step
            optimizer.update()
        chains.append(dict(chain.namedparams()))
    start = dict(_double_chain().namedparams())
    for name, param in chains[0].items():
        step = param.array - start[name].array
        assert np.abs(step).max() > 1e-4
        np.testing.assert_allclose(
            chains[1][name].array - start[name].array, step, rtol=1e-9)
        # With the eps of the mean the steps are others.
        other = chains[2][name].array - start[name].array
        assert np.abs(other - step).max() > 1e-2 * np.abs(step).max()


def test_resumed_photos_are_those_that_come_next(nccl):
    """A snapshot holds the place of the first device; the others have the same."""
    def make():
        return ParallelGuidedUpdater(_iterators(3), _optimizer(), ['@numpy'] * 3)

    whole, resumed = make(), make()
    whole.get_iterator('main').next()
    state = chainer.serializers.DictionarySerializer()
    whole.serialize(state)  # the others have gone on in their own processes
    resumed.serialize(chainer.serializers.NpzDeserializer(
        state.target, strict=False))
    for iterator in whole._mpu_iterators[1:]:
        iterator.next()
    for one, other in zip(whole._mpu_iterators, resumed._mpu_iterators):
        for _ in range(2):
            x, t = one.next()
            other_x, other_t = other.next()
            assert np.array_equal(x, other_x) and np.array_equal(t, other_t)
