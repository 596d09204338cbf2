from collections import namedtuple

from fashionseg.tables.score import Score

METRICS = {'miou': 'mIoU', 'miou_plus': 'mIoU+'}


class Evidence(namedtuple('Evidence', ['printed', 'scores', 'times', 'curves'])):
    """What a pair of tables (III and IV) knows of the claims.

    Attributes:
        printed: True for numbers that were read in print: one rounded average for
            each configuration, no spread, no epochs.
        scores: 'miou' or 'miou_plus' -> configuration key -> list of fractions, the
            best epoch of each run; empty for what was not run.
        times: 'inference' or 'training' -> configuration key -> time; the unit is the
            same within a measure.
        curves: Configuration key -> seed -> list of (mIoU, mIoU+), one per epoch.
    """

    __slots__ = ()

    @classmethod
    def of_published(cls, published):
        """Evidence from what ``read_published`` of ``fashionseg.tables`` returns."""
        rows = {'miou': published['iou']['mIoU'],
                'miou_plus': published['iou_plus']['mIoU+']}
        return cls(True, {metric: {key: [value] for key, value in row.items()}
                          for metric, row in rows.items()}, published['times'], {})

    @classmethod
    def of_results(cls, results):
        """Evidence from ``fashionseg.tables.results.Results``."""
        rows = results.timing['rows'] if results.timing is not None else {}
        return cls(
            False,
            {metric: {key: [run['best'][metric][metric] for run in runs]
                      for key, runs in results.runs.items()} for metric in METRICS},
            {measure: {key: row[f'{measure}_ms'] for key, row in rows.items()}
             for measure in ('inference', 'training')},
            {key: {run['seed']: [(epoch['miou'], epoch['miou_plus'])
                                 for epoch in run['epochs']] for run in runs}
             for key, runs in results.runs.items() if runs})

    def score(self, metric, key):
        """:class:`~fashionseg.tables.score.Score` of a configuration over its runs."""
        return Score.of(self.scores[metric].get(key, []))
