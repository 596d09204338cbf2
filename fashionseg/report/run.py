"""One training run as the report tells of it."""

from collections import namedtuple

FINISHED, RUNNING, STARTED, SILENT, DAMAGED, NOT_RUN = STATES = (
    'finished', 'running', 'started', 'silent', 'damaged', 'not run')


class Run(namedtuple('Run', (
        'configuration', 'title', 'seed', 'state', 'epochs', 'losses', 'n_epoch',
        'seconds', 'age', 'words', 'result'))):
    """State and scores of a run, finished or not.

    Attributes:
        configuration (str): Key of a configuration.
        title (str): Its name in the paper's tables.
        seed (int): Of the run.
        state (str): One of ``STATES``: 'running' has written something lately, 'silent'
            has not, 'started' has no epoch yet.
        epochs (list of dict): Scores after each epoch, as in ``result.json``.
        losses (list of dict): Losses of each epoch, as there; may be empty.
        n_epoch (int): Epochs that it is to have.
        seconds (float): Time it has taken so far, or None.
        age (float): Seconds since its last sign of life, None unless it goes on.
        words (str): Last line of its output, empty unless it goes on.
        result (dict): Its ``result.json``, or None.
    """

    __slots__ = ()

    @property
    def key(self):
        """str: Name of the run within the page."""
        return f'{self.configuration}-{self.seed}'

    def best(self, metric):
        """Scores of the best epoch so far.

        Args:
            metric (str): 'miou' or 'miou_plus'.

        Returns:
            dict or None: None without an epoch that has this score.
        """
        if self.result is not None:
            return self.result['best'][metric]
        known = [scores for scores in self.epochs if scores[metric] is not None]
        return max(known, key=lambda scores: scores[metric], default=None)
