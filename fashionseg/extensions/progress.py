"""What a person sees while a network trains."""

import math
import sys
import time

import tqdm
from chainer.training import extension


class Progress(extension.Extension):
    """A bar with the remaining time on a terminal, and a line after each epoch.

    Args:
        n_epoch (int): Epochs of the whole run.
        log_report (chainer.training.extensions.LogReport): Source of the line.
    """

    trigger = 1, 'iteration'
    priority = extension.PRIORITY_READER - 50  # after LogReport
    default_name = 'progress'

    def __init__(self, n_epoch, log_report):
        self._n_epoch = n_epoch
        self._log_report = log_report
        self._bar = None
        self._start = None  # (seconds, epochs) when this process began

    def __call__(self, trainer):
        """Moves the bar; prints a line when an epoch has ended."""
        done = trainer.updater.epoch_detail
        if self._start is None:
            self._start = time.monotonic(), trainer.updater.previous_epoch_detail
            self._bar = tqdm.tqdm(
                total=self._n_epoch, initial=round(self._start[1], 3), unit='epoch',
                disable=not sys.stderr.isatty(), leave=False,
                bar_format='{l_bar}{bar}| {n:.2f}/{total} epochs '
                           '[{elapsed}<{remaining}]')
        self._bar.n = round(done, 3)
        self._bar.refresh()
        if trainer.updater.is_new_epoch and self._log_report.log:
            self._bar.write(self._line(done), file=sys.stdout)
            sys.stdout.flush()

    def finalize(self):
        """Removes the bar."""
        if self._bar is not None:
            self._bar.close()

    def _line(self, done):
        row = self._log_report.log[-1]
        seconds, first = self._start
        remaining = ((time.monotonic() - seconds) / (done - first)
                     * (self._n_epoch - done))
        numbers = [row.get(key, math.nan) for key in (
            'main/loss', 'evaluation/miou', 'evaluation/miou_plus')]
        return ('epoch {}/{}  loss {:.4f}  mIoU {:.4f}  mIoU+ {:.4f}  '
                '{:.0f} s left').format(
                    row['epoch'], self._n_epoch, *numbers, max(remaining, 0))
