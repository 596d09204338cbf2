"""How long a run will take, as soon as it can be known."""

import sys
import time

import tqdm
from chainer.training import extension

from fashionseg.extensions.describe_duration import describe_duration

FIRST, LAST = 5, 20  # steps between which the time is taken
SHORTEST = 60  # seconds; a run that takes less is over before it is read about


class TimeEstimate(extension.Extension):
    """Prints a line after 20 steps, when the rest takes longer than a minute.

    The first steps are slower, and so are those behind an evaluation: neither counts.

    Args:
        n_epoch (int): Epochs of the whole run.
        evaluation (float): Seconds that an evaluation takes, after each epoch.
        needs (str): What else is needed, for the same line.
    """

    trigger = 1, 'iteration'
    priority = extension.PRIORITY_WRITER + 100  # before the evaluation
    default_name = 'time_estimate'

    def __init__(self, n_epoch, evaluation, needs):
        self._n_epoch = n_epoch
        self._evaluation = evaluation
        self._needs = needs
        self._n_step = 0
        self._seconds = []  # of steps
        self._last = None  # end of the last step; None after one of an epoch's end

    def __call__(self, trainer):
        """Takes the time of a step; prints the line once."""
        if self._n_step == LAST:
            return
        now, updater = time.monotonic(), trainer.updater
        self._n_step += 1
        if self._n_step > FIRST and self._last is not None:
            self._seconds.append(now - self._last)
        self._last = None if updater.is_new_epoch else now
        if self._n_step == LAST and self._seconds:
            self._tell(updater)

    def _tell(self, updater):
        epochs = self._n_epoch - updater.epoch_detail
        step = updater.epoch_detail - updater.previous_epoch_detail
        seconds = (sum(self._seconds) / len(self._seconds) * epochs / step
                   + self._evaluation * (self._n_epoch - updater.epoch))
        if seconds > SHORTEST:
            tqdm.tqdm.write(
                f'about {describe_duration(seconds)} for '
                f'{"" if updater.epoch < 1 else "the rest of "}{self._n_epoch} epochs, '
                f'{self._needs}', file=sys.stdout)
            sys.stdout.flush()
