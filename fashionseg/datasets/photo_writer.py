"""Writes the photos of a data set, and knows those that are written."""

from functools import partial
import os
import sys

from fashionseg.datasets.photo_journal import PhotoJournal
from fashionseg.datasets.workers import map_in_workers
from fashionseg.datasets.write_photo import write_photo


class PhotoWriter:
    """Fills the ``data`` of an unfinished folder; notes each photo in its journal.

    Args:
        folder (str): From :func:`~fashionseg.datasets.unfinished.unfinished_beside`.
        read (callable): As in :func:`~fashionseg.datasets.write_photo.write_photo`;
            at module level, so that it pickles.
        leave_out (callable): Called with ``id``, ``left_out`` and ``message`` of each
            photo that cannot be used; raises when the work has to stop.

    Attributes:
        data (str): The folder with ``photos`` and ``labels``.
        entries (dict): Photo id to its entry in the index, of all that are written.
    """

    def __init__(self, folder, read, leave_out):
        self.entries = {}
        self._journal_path = os.path.join(folder, 'journal.jsonl')
        self.data = os.path.join(folder, 'data')
        self._read = read
        self._leave_out = leave_out
        for name in ('photos', 'labels'):
            os.makedirs(os.path.join(self.data, name), exist_ok=True)

    def write(self, jobs):
        """Writes the photos that are not written yet.

        Args:
            jobs (list of dict): One per photo: ``id``, ``path`` and what ``read``
                needs; picklable.

        Raises:
            UserError: From ``read`` or ``leave_out``, or when a worker dies.
        """
        journal = PhotoJournal(self._journal_path)
        noted = len(journal.entries) - len(self.entries)
        if noted:
            print(f'note: going on with {noted} photos of an earlier call',
                  file=sys.stderr)
        try:
            map_in_workers(
                partial(write_photo, self.data, self._read),
                [{**job, 'entry': journal.entries.get(job['id'])}
                 for job in sorted(jobs, key=lambda job: job['id'])
                 if job['id'] not in self.entries],
                'preparing', partial(self._take, journal))
        finally:
            journal.close()

    def _take(self, journal, result):
        if 'left_out' in result:
            self._leave_out(result)
            return
        self.entries[result['id']] = result
        if journal.entries.get(result['id']) != result:
            journal.add(result)
