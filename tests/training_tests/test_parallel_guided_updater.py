"""What can be proven of several GPUs without one."""

import multiprocessing
import time
import types

import chainer
from chainer.training.updaters import multiprocess_parallel_updater
import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.training import (
    BatchIterator, GuidedTrainChain, ParallelGuidedUpdater)
from fashionseg.training import parallel_guided_updater as module
from tests.training_tests.made_up_photos import Photos, TinyNet, draw, make_batch


def _iterators(n):
    return [BatchIterator(Photos(6), draw, 2, 0, shard=(k, n)) for k in range(n)]


def _optimizer(target=None):
    return chainer.optimizers.Adam().setup(target or GuidedTrainChain(TinyNet()))


class DriverError(Exception):
    pass


def _no_context():
    raise DriverError


@pytest.fixture
def nccl(monkeypatch):
    """Chainer's module as it is where CuPy and NCCL are, before CUDA is used."""
    nccl = types.SimpleNamespace(available=True)
    driver = types.SimpleNamespace(ctxGetCurrent=_no_context,
                                   CUDADriverError=DriverError)
    cupy = types.SimpleNamespace(cuda=types.SimpleNamespace(driver=driver))
    monkeypatch.setattr(multiprocess_parallel_updater, '_available', True)
    monkeypatch.setattr(multiprocess_parallel_updater, 'nccl', nccl, raising=False)
    monkeypatch.setattr(multiprocess_parallel_updater, 'cuda',
                        types.SimpleNamespace(cupy=cupy))
    return nccl


def test_other_target():
    with pytest.raises(TypeError, match='GuidedTrainChain'):
        ParallelGuidedUpdater(_iterators(2), _optimizer(TinyNet()), ['@numpy'] * 2)


def test_cuda_was_used_before(nccl, monkeypatch):
    # Counting the GPUs initializes CUDA; Chainer then refuses to fork.
    multiprocess_parallel_updater.cuda.cupy.cuda.driver.ctxGetCurrent = lambda: 0
    before = multiprocessing.get_start_method()
    try:
        ParallelGuidedUpdater(_iterators(2), _optimizer(), ['@numpy'] * 2)
        assert multiprocessing.get_start_method() == 'spawn'
    finally:
        multiprocessing.set_start_method(before, force=True)


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
    for summed in (False, True):
        chain = _double_chain()
        optimizer = chainer.optimizers.Adam(eps=1e-4 * (3 if summed else 1))
        optimizer.setup(chain)
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


def _with_workers(monkeypatch, nccl, target):
    """An updater whose device process is ``target``, without CUDA."""
    def setup_workers(self):
        self._initialized = True
        pipe, end = multiprocessing.Pipe()
        worker = multiprocessing.Process(target=target, args=(end,))
        worker.start()
        self._workers.append(worker)
        self._pipes.append(pipe)

    monkeypatch.setattr(
        multiprocess_parallel_updater.MultiprocessParallelUpdater, 'setup_workers',
        setup_workers)
    updater = ParallelGuidedUpdater(_iterators(2), _optimizer(), ['@numpy'] * 2)
    exits = []
    monkeypatch.setattr(module, 'os', types.SimpleNamespace(_exit=exits.append))
    updater.setup_workers()
    updater.setup_workers()  # once
    worker, = updater._workers
    return updater, worker, exits


def _obey(pipe):
    assert pipe.recv() == ('finalize', None)


def _wait_for_ever(pipe):
    time.sleep(60)


def _fail(pipe):
    pipe.recv()
    raise SystemExit(1)


def test_devices_end_with_the_run(nccl, monkeypatch):
    updater, worker, exits = _with_workers(monkeypatch, nccl, _obey)
    updater.finalize()
    assert worker.exitcode == 0 and exits == []


def test_device_that_waits_for_a_gradient_is_killed(nccl, monkeypatch):
    monkeypatch.setattr(module, 'PATIENCE', .1)
    updater, worker, exits = _with_workers(monkeypatch, nccl, _wait_for_ever)
    updater.finalize()
    assert worker.exitcode < 0
    time.sleep(.1)  # for the thread that watches
    assert exits == []


def test_device_that_fails_ends_the_run(nccl, monkeypatch, capsys):
    updater, worker, exits = _with_workers(monkeypatch, nccl, _fail)
    updater._pipes[0].send('update')
    end = time.monotonic() + 30
    while not exits and time.monotonic() < end:
        time.sleep(.01)
    assert exits == [2]
    assert capsys.readouterr().err.startswith("error: a device's process ended")
    updater.finalize()


def test_all_devices_go_on_at_the_same_place(nccl):
    updater = ParallelGuidedUpdater(_iterators(3), _optimizer(), ['@numpy'] * 3)
    updater.iteration = 2
    updater.get_optimizer('main').update()  # it has moments now
    for iterator in updater._mpu_iterators:
        iterator.next()
        iterator.next()
    state = chainer.serializers.DictionarySerializer()
    state.save(updater)
    expected = [iterator.next() for iterator in updater._mpu_iterators]
    again = ParallelGuidedUpdater(_iterators(3), _optimizer(), ['@numpy'] * 3)
    chainer.serializers.NpzDeserializer(state.target).load(again)
    assert again.iteration == 2 and again.epoch == 2
    for iterator, batch in zip(again._mpu_iterators, expected):
        for array, other in zip(iterator.next(), batch):
            np.testing.assert_array_equal(array, other)
