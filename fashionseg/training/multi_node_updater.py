"""Training in several processes, on one or several machines."""

import importlib

import chainer
import numpy as np

from fashionseg.training.average_arrays import average_arrays
from fashionseg.training.guided_updater import GuidedUpdater
from fashionseg.training.running_statistics import running_statistics


class MultiNodeUpdater(GuidedUpdater):
    """One step of guided training on this process's share of a batch (Eq. 15).

    ChainerMN averages the gradients, so that every process takes the step that one
    process takes on the whole batch. The reported losses are averaged, too. All
    processes begin with the weights of the first.

    Batch normalization normalizes with the mean and variance of the share alone. Its
    running statistics are averaged after every step: they are the same in all
    processes, as the weights are, and any of them can evaluate or store the network.
    The averaged variance leaves out how far the means of the shares lie apart, so that
    a network with batch normalization is not quite that of one process.

    Args:
        iterator (fashionseg.training.BatchIterator): Shard ``(rank, size)`` of the
            training photos.
        optimizer (chainer.Optimizer): Set up on a :class:`GuidedTrainChain`.
        processes (fashionseg.processes.Processes): All of them, at least two.
        device (str): '@numpy', '@cupy:0', ...: that of this process.

    Raises:
        TypeError: The optimizer's target is not a :class:`GuidedTrainChain`.
    """

    def __init__(self, iterator, optimizer, processes, device='@numpy'):
        # chainermn starts MPI, which is not for every process that imports this file.
        optimizer = importlib.import_module('chainermn').create_multi_node_optimizer(
            optimizer, processes.communicator, zero_fill=False)
        super().__init__(iterator, optimizer, device)
        self._processes = processes
        # The first update of that optimizer would send the weights and take no step.
        processes.communicator.bcast_data(optimizer.target)
        optimizer.is_changed(optimizer.target)

    def update_core(self):
        """One batch of all processes, one update of the weights."""
        reported = {}
        with chainer.report_scope(reported):
            super().update_core()
        losses = np.array([float(value) for value in reported.values()])
        average_arrays(self._processes, [
            losses, *running_statistics(self.get_optimizer('main').target)])
        chainer.report(dict(zip(reported, losses.tolist())))

    def description(self):
        """str: One line on what a step does, for the log."""
        share, size = self.get_iterator('main').batch_size, self._processes.size
        return (f'{size} processes, {share} photos in a step on each, {share * size} '
                'together; gradients and losses are averaged')
