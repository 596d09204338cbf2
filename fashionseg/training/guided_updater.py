"""Training on one device."""

import chainer
from chainer.training.updaters import StandardUpdater
import numpy as np

from fashionseg.training.batch_converter import BatchConverter
from fashionseg.training.captured_loss import CapturedLoss
from fashionseg.training.check_numbers import check_numbers
from fashionseg.training.gpu_errors import gpu_errors
from fashionseg.training.guided_train_chain import GuidedTrainChain
from fashionseg.training.loss_watch import LossWatch


class GuidedUpdater(StandardUpdater):
    """One step of guided training on one device (Eq. 15).

    Args:
        iterator (fashionseg.training.BatchIterator): Training photos.
        optimizer (chainer.Optimizer): Set up on a :class:`GuidedTrainChain`, which
            computes and reports the loss and its terms.
        device (str or int): '@numpy', '@cupy:0', ...

    Raises:
        TypeError: The optimizer's target is not a :class:`GuidedTrainChain`.
    """

    def __init__(self, iterator, optimizer, device='@numpy'):
        if not isinstance(optimizer.target, GuidedTrainChain):
            raise TypeError('the optimizer must be set up on a GuidedTrainChain')
        super().__init__(
            iterator, optimizer, converter=BatchConverter(), device=device,
            loss_func=CapturedLoss(optimizer.target))
        self._device = device
        self._loss_watch = optimizer.target.watch = LossWatch([device])

    def update(self):
        """One update of the weights, and a look at what has become of them.

        Raises:
            UserError: See :func:`~fashionseg.training.check_numbers.check_numbers`.
        """
        # What is no number is told once, and not by each function that it meets.
        with np.errstate(over='ignore', invalid='ignore', divide='ignore'):
            super().update()
        check_numbers(self, self._loss_watch)

    def update_core(self):
        """One batch, one update of the weights.

        Raises:
            UserError: The device's memory is used up.
        """
        # The first step has shown that shapes and dtypes fit.
        with chainer.using_config('type_check', self.iteration == 0), \
                gpu_errors(self._device):
            super().update_core()

    def description(self):
        """str: One line on what a step does, for the log."""
        return f"one device, {self.get_iterator('main').batch_size} photos in a step"
