"""Curves of a run as a picture."""

import os

from chainer.training import extension

from fashionseg.files import replace_file

LOSSES = ('main/loss', 'main/loss/segmentation', 'main/loss/ipl', 'main/loss/spl',
          'main/loss/lpl')
METRICS = ('evaluation/miou', 'evaluation/miou_plus', 'evaluation/pooled_miou')


class Curves(extension.Extension):
    """Draws losses and metrics over epochs into ``curves.png``.

    Args:
        log_report (chainer.training.extensions.LogReport): Where the values are.
        title (str): Title of the picture.
    """

    priority = extension.PRIORITY_READER - 50  # after LogReport
    default_name = 'curves'

    def __init__(self, log_report, title):
        self._log_report = log_report
        self._title = title

    def __call__(self, trainer):
        """Writes ``<trainer.out>/curves.png``."""
        import matplotlib  # slow to import: only when a picture is drawn
        matplotlib.use('Agg')
        from matplotlib import pyplot

        log = self._log_report.log
        figure, axes = pyplot.subplots(1, 2, figsize=(10, 4), dpi=100)
        for axis, keys, label in zip(axes, (LOSSES, METRICS), ('loss', 'score')):
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
        path = os.path.join(trainer.out, 'curves.png')
        with replace_file(path, sync=False) as temporary:
            figure.savefig(temporary, format='png')
        pyplot.close(figure)
