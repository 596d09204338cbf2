"""The numbers of every epoch for TensorBoard."""

import math
import os

from chainer import training

FOLDER = 'events'


class Events(training.Extension):
    """Writes losses and scores of every epoch to event files.

    They lie in ``<trainer.out>/events``. Needs tensorboardX. A run that goes on takes
    back what an earlier part of it wrote after the snapshot.

    Args:
        log (fashionseg.extensions.Log): Of the run.
    """

    trigger = (1, 'epoch')
    priority = training.PRIORITY_READER - 1  # after the log has its row

    def __init__(self, log):
        self._log = log
        self._writer = None

    def initialize(self, trainer):
        """Opens a file of events; called by the trainer."""
        from tensorboardX import SummaryWriter

        self._writer = SummaryWriter(os.path.join(trainer.out, FOLDER),
                                     purge_step=trainer.updater.epoch + 1)

    def __call__(self, trainer):
        """Writes the numbers of the epoch that has just ended."""
        row = self._log.log[-1]
        for name, value in row.items():
            if name.startswith(('main/', 'evaluation/')) and math.isfinite(value):
                self._writer.add_scalar(name, value, row['epoch'])
        self._writer.flush()

    def finalize(self):
        """Closes the file; called by the trainer."""
        if self._writer is not None:
            self._writer.close()
