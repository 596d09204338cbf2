"""Training on several GPUs of one machine."""

import contextlib
import multiprocessing
from multiprocessing import resource_tracker
import signal
import time
import warnings

import chainer
from chainer.training.updaters import (
    MultiprocessParallelUpdater, multiprocess_parallel_updater)
import numpy as np

from fashionseg.errors import UserError
from fashionseg.training.batch_converter import BatchConverter
from fashionseg.training.check_numbers import check_numbers
from fashionseg.training.device_process import DeviceProcess
from fashionseg.training.device_watch import DeviceWatch
from fashionseg.training.gpu_errors import gpu_errors
from fashionseg.training.guided_train_chain import GuidedTrainChain
from fashionseg.training.loss_watch import EVERY, LossWatch
from fashionseg.training.scaled_adam import ScaledAdam

PATIENCE = 10  # seconds that the devices' processes have to end
LONGEST_STEP = 120  # seconds
LONGEST_START = 600  # seconds of the first step, which compiles CuPy's kernels


class ParallelGuidedUpdater(MultiprocessParallelUpdater):
    """One step of guided training on several GPUs, one process for each (Eq. 15).

    Chainer sums the gradients of the devices with NCCL. Adam divides a gradient by
    its own size, so that the sum takes the same step as the mean once ``eps`` is
    multiplied by the number of devices, which Chainer does. The reported loss, and
    the statistics of batch normalization, are those of the first device.

    A device that is gone or hangs ends this process and all that belong to it, with
    status 2; see :class:`~fashionseg.training.device_watch.DeviceWatch`.

    Args:
        iterators (list of fashionseg.training.BatchIterator): One for each device,
            shards of the same photos; each gives that device's share of a batch.
        optimizer (chainer.Optimizer): Set up on a :class:`GuidedTrainChain`.
        devices (list of str): '@cupy:0', '@cupy:1', ...
        longest_step (float): Seconds that a step but the first may take.

    Raises:
        TypeError: The optimizer's target is not a :class:`GuidedTrainChain`.
        UserError: NCCL is missing, or the optimizer scales the loss.
    """

    def __init__(self, iterators, optimizer, devices, longest_step=LONGEST_STEP):
        if not isinstance(optimizer.target, GuidedTrainChain):
            raise TypeError('the optimizer must be set up on a GuidedTrainChain')
        if isinstance(optimizer, ScaledAdam):
            raise UserError(
                'float16 scales the loss, which Chainer cannot do on several GPUs at '
                'once; give --precision bfloat16, or one GPU to each run')
        if not self.available():
            raise UserError(
                'training on several GPUs needs NCCL, which CuPy does not find; '
                'install nvidia-nccl-cu12 (or -cu13), or give one device')
        # The GPUs were counted before this, and CUDA does not outlive a fork.
        multiprocessing.set_start_method('spawn', force=True)
        self._watch = DeviceWatch()
        self._longest_step = longest_step
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
        """Starts the other devices' processes, once: as Chainer does, but watched."""
        if self._initialized:
            return
        self._initialized = True
        self._master.cleargrads()
        self._start_processes()
        self._watch.start(self._workers, self._pipes)
        nccl = multiprocess_parallel_updater.nccl
        with chainer.using_device(self._devices[0]):
            self._master.to_device(self._devices[0])
            comm_id = nccl.get_unique_id()
            self._send_message(('set comm_id', comm_id))
            self.comm = nccl.NcclCommunicator(len(self._devices), comm_id, 0)

    def update_core(self):
        """One batch over all devices, one update of the weights."""
        self._watch.begin_step(
            self._longest_step if self._initialized else LONGEST_START)
        try:
            # The first step shows that shapes and dtypes fit.
            with chainer.using_config('type_check', self.iteration == 0), \
                    gpu_errors(self._devices[0]):
                super().update_core()
                # NCCL has only queued its part. What hangs shall do so here, and
                # not in what is done between two epochs, which may take long.
                if self.iteration % EVERY == 0 or self.is_new_epoch:
                    self._devices[0].device.synchronize()
        except BrokenPipeError:
            self._watch.wait_for_end()
        self._watch.end_step()

    def serialize(self, serializer):
        """Saves or loads what one device has; the others' photos go on beside its."""
        super().serialize(serializer)
        if isinstance(serializer, chainer.Deserializer):
            main, *others = self._mpu_iterators
            for iterator in others:
                iterator.go_to(main)

    def finalize(self):
        """Ends the other processes; those that wait for this device are killed."""
        self._watch.stop()
        for pipe in self._pipes:
            with contextlib.suppress(OSError):
                pipe.send(('finalize', None))
        end = time.monotonic() + (0 if self._watch.in_step else PATIENCE)
        for worker in self._workers:
            worker.join(max(0, end - time.monotonic()))
            worker.kill()
            worker.join()
        self._workers, self._pipes = [], []  # Chainer would wait for them once more
        super().finalize()

    def _start_processes(self):
        # Ctrl-C is for this process alone: a new one inherits what is blocked. Python
        # starts its tracker of resources first, which would lift the block.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for k in range(1, len(self._devices)):
                pipe, its_end = multiprocessing.Pipe()
                worker = DeviceProcess(k, its_end, self)
                worker.start()
                self._workers.append(worker)
                self._pipes.append(pipe)
        except OSError as error:
            raise UserError(f'the process of {self._devices[k]} could not be started '
                            f'({error})') from error
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

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
