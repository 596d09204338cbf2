"""The state of a run on the disk, so that it can go on."""

import json
import os
import time

import chainer
import numpy as np
from chainer.training import extension

from fashionseg.files import write_tensors
from fashionseg.processes import Processes
from fashionseg.snapshots.format_name import format_name
from fashionseg.snapshots.list_snapshots import list_snapshots
from fashionseg.snapshots.pack_state import pack_state
from fashionseg.snapshots.random_streams import serialize_random



class Snapshot(extension.Extension):
    """Writes ``snapshot_iter_<n>.safetensors`` into the folder of the run.

    One is written after each epoch, one before the last step of each, since the
    evaluation after that step may take long and be cut off, one whenever so many
    minutes have passed, and one when the end was asked for. It is written last in an
    iteration, so that it holds what all other extensions have come to. Older ones are
    removed once it is whole. Weights that are no longer numbers are never written: the
    last good ones stay.

    Args:
        record (dict): What decides the run's numbers, as JSON.
        request (fashionseg.snapshots.StopRequest): Asked after each step.
        minutes (float): Between two snapshots inside an epoch, > 0; 0 writes none.
        keep (int): Snapshots to keep, >= 1.
        device (str): Chainer's name of the network's device.
        processes (fashionseg.processes.Processes): All that train, each with its own
            Snapshot; the first one's state is that of all, and it alone writes.
    """

    trigger = 1, 'iteration'
    priority = -300  # below all of Chainer's
    default_name = 'snapshot'

    def __init__(self, record, request, minutes=0, keep=2, device='@numpy',
                 processes=Processes()):
        self._record = record
        self._request = request
        self._seconds = 60 * minutes or float('inf')
        self._keep = keep
        self._device = chainer.get_device(device)
        self._processes = processes
        self._iteration = 0  # after which all extensions have been called
        self.stored = 0  # the last iteration on the disk, 0 for none

    def initialize(self, trainer):
        """Takes the iteration that was loaded for the last one on the disk."""
        self._iteration = self.stored = trainer.updater.iteration
        self._time = time.monotonic()

    def __call__(self, trainer):
        """Writes a snapshot if it is time to."""
        updater = trainer.updater
        self._iteration = updater.iteration
        self._request.agree()
        late = time.monotonic() - self._time >= self._seconds
        if (updater.is_new_epoch or _next_ends_epoch(updater) or self._request.asked
                or any(self._processes.gather(late))):
            self._write(trainer)
        self._request.obey()

    def write_rest(self, trainer):
        """Writes what the disk does not have yet, after the trainer was stopped.

        It was stopped in a step: the state is still the one before it. Or between a
        step and its snapshot, in an evaluation: there is nothing whole to write then.
        """
        if trainer.updater.iteration == self._iteration > self.stored:
            self._write(trainer)

    def serialize(self, serializer):
        """Saves or loads the random streams, which no other extension has."""
        self._iteration = serializer('iteration', self._iteration)
        serialize_random(serializer, self._device, self._iteration)

    def _write(self, trainer):
        arrays, texts = pack_state(trainer)
        if not all(np.isfinite(array).all() for name, array in arrays.items()
                   if name.startswith('updater/model:')):
            return
        if self._processes.is_first:
            self._store(trainer, arrays, texts)
        self.stored = self._iteration
        self._time = time.monotonic()

    def _store(self, trainer, arrays, texts):
        path = os.path.join(
            trainer.out, f'snapshot_iter_{self._iteration}.safetensors')
        write_tensors(path, arrays, {
            'format': format_name('snapshot'), 'record': json.dumps(self._record),
            'texts': json.dumps(texts)})
        # A later one is damaged, or this run would have gone on from it.
        older = [path for iteration, path in list_snapshots(trainer.out)
                 if iteration <= self._iteration]
        for path in older[:-self._keep]:
            os.remove(path)


def _next_ends_epoch(updater):
    # Positions are whole numbers of photos, their quotients are rounded.
    step = updater.epoch_detail - updater.previous_epoch_detail
    return int(updater.epoch_detail + 1.000001 * step) > updater.epoch
