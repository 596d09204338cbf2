from collections import namedtuple


class Cell(namedtuple('Cell', ['row', 'model', 'published', 'ours', 'runs'])):
    """One number of a table: the published value beside ours.

    Attributes:
        row: Name of the row: a class, a mean, a time ratio.
        model: Title of the column.
        published: int, float, or None where the paper gives no number.
        ours: :class:`~fashionseg.tables.score.Score`.
        runs: Where ours comes from: results, or dictionaries with their command,
            commit, seed, data_hash and split_sha256.
    """

    __slots__ = ()

    @property
    def difference(self):
        """Ours minus published, both unrounded, or None when one is missing."""
        if self.published is None or self.ours.mean is None:
            return None
        return self.ours.mean - self.published

    def published_text(self, digits=3):
        if self.published is None:
            return 'not given'
        if isinstance(self.published, int):
            return f'{self.published:,d}'
        return f'{self.published:.{digits}f}'

    def difference_text(self, digits=3):
        if self.difference is None:
            return 'n/a'
        if isinstance(self.difference, int):
            return f'{self.difference:+,d}'
        # Adding 0. turns the -0.000 that rounding can leave into +0.000.
        return f'{round(self.difference, digits) + 0.:+.{digits}f}'

    def texts(self, digits=3):
        """Published, ours and difference, for a reader."""
        return [self.published_text(digits), self.ours.text(digits),
                self.difference_text(digits)]
