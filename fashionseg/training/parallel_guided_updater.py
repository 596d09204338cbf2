"""Training on several GPUs of one machine."""

import multiprocessing
import multiprocessing.connection
import os
import sys
import threading
import warnings

from chainer.serializer import Deserializer
from chainer.training.updaters import (
    MultiprocessParallelUpdater, multiprocess_parallel_updater)
import numpy as np

from fashionseg.errors import UserError
from fashionseg.training.batch_converter import BatchConverter
from fashionseg.training.check_numbers import check_numbers
from fashionseg.training.guided_train_chain import GuidedTrainChain
from fashionseg.training.loss_watch import LossWatch

PATIENCE = 10  # seconds that a device's process has to end


class ParallelGuidedUpdater(MultiprocessParallelUpdater):
    """One step of guided training on several GPUs, one process for each (Eq. 15).

    Chainer sums the gradients of the devices with NCCL. Adam divides a gradient by
    its own size, so that the sum takes the same step as the mean once ``eps`` is
    multiplied by the number of devices, which Chainer does. The reported loss, and
    the statistics of batch normalization, are those of the first device.

    Args:
        iterators (list of fashionseg.training.BatchIterator): One for each device,
            shards of the same photos; each gives that device's share of a batch.
        optimizer (chainer.Optimizer): Set up on a :class:`GuidedTrainChain`.
        devices (list of str): '@cupy:0', '@cupy:1', ...

    Raises:
        TypeError: The optimizer's target is not a :class:`GuidedTrainChain`.
        UserError: NCCL is missing.
    """

    def __init__(self, iterators, optimizer, devices):
        if not isinstance(optimizer.target, GuidedTrainChain):
            raise TypeError('the optimizer must be set up on a GuidedTrainChain')
        if not self.available():
            raise UserError(
                'training on several GPUs needs NCCL, which CuPy does not find; '
                'install nvidia-nccl-cu12 (or -cu13), or give one device')
        # The GPUs were counted before this, and CUDA does not outlive a fork.
        multiprocessing.set_start_method('spawn', force=True)
        self._eps = [optimizer.eps]
        with warnings.catch_warnings():
            # Chainer warns that it changes eps; description() says so in the log.
            warnings.filterwarnings('ignore', message='optimizer.eps is changed')
            super().__init__(iterators, optimizer, converter=BatchConverter(),
                             devices=devices)
        self._eps.append(optimizer.eps)
        # Goes to the devices' processes with the target that it belongs to.
        self._loss_watch = optimizer.target.watch = LossWatch(devices)

    def update(self):
        """One update of the weights, and a look at what has become of them.

        Raises:
            UserError: See :func:`~fashionseg.training.check_numbers.check_numbers`.
        """
        # What is no number is told once, and not by each function that it meets.
        with np.errstate(over='ignore', invalid='ignore', divide='ignore'):
            super().update()
        check_numbers(self, self._loss_watch)

    def setup_workers(self):
        """Starts the other devices' processes, once."""
        if not self._initialized:
            super().setup_workers()
            threading.Thread(target=self._watch, daemon=True).start()

    def serialize(self, serializer):
        """Saves or loads the state; all devices are at the same place of their shards.
        """
        super().serialize(serializer)
        if isinstance(serializer, Deserializer):
            main, *others = self._mpu_iterators
            for iterator in others:
                iterator.go_to(main)

    def finalize(self):
        """Ends them; one that waits for this device's gradient is killed."""
        workers, pipes = self._workers, self._pipes
        self._workers, self._pipes = [], []  # from here on no end is a failure
        for worker, pipe in zip(workers, pipes):
            if worker.is_alive():
                pipe.send(('finalize', None))
        for worker in workers:
            worker.join(PATIENCE)
            worker.kill()
            worker.join()
        super().finalize()

    def _watch(self):
        # NCCL waits for ever for a process that died; its own output says why it did.
        workers = list(self._workers)
        ended = multiprocessing.connection.wait(
            [worker.sentinel for worker in workers])
        for worker in workers:
            if worker.sentinel in ended:
                worker.join()  # the exit code comes a moment after the sentinel
        if any(worker.exitcode for worker in workers) and self._workers:
            print("error: a device's process ended; the reason is printed above",
                  file=sys.stderr, flush=True)
            for worker in workers:
                worker.kill()
            os._exit(2)

    @staticmethod
    def available():
        """bool: Whether NCCL is there. Chainer takes CuPy's empty stand-in for it."""
        return (MultiprocessParallelUpdater.available()
                and multiprocess_parallel_updater.nccl.available)

    def description(self):
        """str: One line on what a step does and what Chainer changed, for the log."""
        share = self.get_iterator('main').batch_size
        n_device = len(self._devices)
        return ("{} devices, {} photos in a step on each, {} together; gradients are "
                "summed, Adam's eps goes from {:g} to {:g} to make up for it; the loss "
                "in the log is the first device's share").format(
                    n_device, share, share * n_device, *self._eps)
