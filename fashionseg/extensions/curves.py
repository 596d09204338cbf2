"""Curves of a run as a picture."""

import os
import time

from chainer.training import extension

from fashionseg.files import replace_file

LOSSES = ('main/loss', 'main/loss/segmentation', 'main/loss/ipl', 'main/loss/spl',
          'main/loss/lpl')
METRICS = ('evaluation/miou', 'evaluation/miou_plus', 'evaluation/pooled_miou')


# Seconds between two drawings, each of which takes a few tenths of one.
_PAUSE = 60


class Curves(extension.Extension):
    """Draws losses and metrics over epochs into ``curves.png``.

    Once a minute at most, and when the training ends.

    Args:
        log_report (chainer.training.extensions.LogReport): Where the values are.
        title (str): Title of the picture.
    """

    priority = extension.PRIORITY_READER - 50  # after LogReport
    default_name = 'curves'

    def __init__(self, log_report, title):
        self._log_report = log_report
        self._title = title
        self._drawn = time.monotonic()
        self._waiting = None  # the folder, while there is something to draw

    def initialize(self, trainer):
        """Has a run that goes on draw what one that was killed had not drawn yet."""
        if self._log_report.log:
            self._waiting = trainer.out

    def __call__(self, trainer):
        """Writes ``<trainer.out>/curves.png`` if the last drawing is a while ago."""
        self._waiting = trainer.out
        if time.monotonic() - self._drawn > _PAUSE:
            self._draw()

    def finalize(self):
        """Writes it, if an epoch has ended since."""
        if self._waiting is not None:
            self._draw()

    def _draw(self):
        from matplotlib.figure import Figure  # slow to import: only for a drawing

        log = self._log_report.log
        figure = Figure(figsize=(10, 4), dpi=100)
        for axis, keys, label in zip(
                figure.subplots(1, 2), (LOSSES, METRICS), ('loss', 'score')):
            for key in keys:
                points = [(row['epoch'], row[key]) for row in log if key in row]
                if points:
                    axis.plot(*zip(*points), marker='.', label=key.split('/', 1)[1])
            axis.set_xlabel('epoch')
            axis.set_ylabel(label)
            axis.grid(alpha=0.3)
            axis.legend()
        figure.suptitle(self._title)
        figure.tight_layout()
        path = os.path.join(self._waiting, 'curves.png')
        with replace_file(path, sync=False) as temporary:
            figure.savefig(temporary, format='png')
        self._drawn, self._waiting = time.monotonic(), None
