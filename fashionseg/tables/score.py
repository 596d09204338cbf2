import math
import statistics
from collections import namedtuple

_NOT_RUN = 'not run'
_ABSENT = 'absent'
_NOT_A_NUMBER = 'not a number'


class Score(namedtuple('Score', ['mean', 'std', 'n', 'why_missing'])):
    """A number measured in n runs, or the reason why there is none.

    Attributes:
        mean: Mean over the runs, or None.
        std: Sample standard deviation (n - 1 in the denominator); None below two
            runs.
        n: Number of runs with a value.
        why_missing: 'not run', 'absent' or another word; None when there is a mean.
    """

    __slots__ = ()

    @classmethod
    def of(cls, values):
        """Score of a list of floats, one per run.

        None in the list is a class that appears nowhere in that run's maps. A float
        that is not finite leaves no mean.
        """
        present = [value for value in values if value is not None]
        if not present:
            return cls.missing(_ABSENT if values else _NOT_RUN)
        if not all(map(math.isfinite, present)):
            return cls.missing(_NOT_A_NUMBER)
        std = statistics.stdev(present) if len(present) > 1 else None
        return cls(statistics.fmean(present), std, len(present), None)

    @classmethod
    def exact(cls, value):
        """A count or setting, not a mean of runs."""
        return cls(value, None, 1, None)

    @classmethod
    def missing(cls, why=_NOT_RUN):
        return cls(None, None, 0, why)

    def text(self, digits=3):
        """For a reader: '0.412', '0.412 ± 0.010', '1,234' or 'not run'."""
        if self.mean is None:
            return self.why_missing
        if isinstance(self.mean, int):
            return f'{self.mean:,d}'
        mean = f'{self.mean:.{digits}f}'
        return mean if self.std is None else f'{mean} ± {self.std:.{digits}f}'
