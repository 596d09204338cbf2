"""What is known of the photos behind the results."""

from collections import namedtuple


class Photos(namedtuple('Photos', ['samples', 'statistics', 'why_missing'],
                        defaults=(None,) * 3)):
    """The prepared photos, or why there are none.

    Attributes:
        samples (fashionseg.figures.Samples): Photos of the figures, or None.
        statistics (dict): What ``class_statistics`` of
            ``fashionseg.datasets.statistics`` returns, for Table I, or None.
        why_missing (str): Why there are no samples, without a full stop; None where
            there are.
    """

    __slots__ = ()

    def of(self, results):
        """The same photos, if they are those of the results.

        Args:
            results (fashionseg.tables.results.Results): Finished runs.

        Returns:
            Photos: Itself, or one that says that these are other photos.
        """
        if self.samples is None or not results.all_runs:
            return self
        here, there = self.samples.held_out, results.all_runs[0]
        if here.data_hash == there['data_hash']:
            return self
        return Photos(why_missing=(
            f'the photos in {here.root} are not those of the results (data hash '
            f'{here.data_hash[:12]}, theirs {there["data_hash"][:12]})'))
