"""Where everything lies that a report shows."""

import os
from collections import namedtuple

from fashionseg.datasets.prepared_root import prepared_root


class Place(namedtuple('Place', ['results_dir', 'dataset', 'profile', 'data_dir',
                                 'costs_dir', 'measurements_dir'])):
    """Folders of one report.

    Attributes:
        results_dir (str): Folder with ``<dataset>/<profile>/<configuration>/seed<n>``.
        dataset, profile (str): Which of them.
        data_dir (str): Folder of the prepared data sets.
        costs_dir (str): Folder of ``costs.json`` and ``times.json``.
        measurements_dir (str): Folder of the measured effects of open questions.
    """

    __slots__ = ()

    @property
    def folder(self):
        """str: Where the runs lie."""
        return os.path.join(self.results_dir, self.dataset, self.profile)

    @property
    def photos_root(self):
        """str: Where the prepared photos lie, if they are there."""
        return prepared_root(self.data_dir, self.dataset, self.profile)
