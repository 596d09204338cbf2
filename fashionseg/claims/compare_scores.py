import math
from statistics import fmean

from scipy import stats

from fashionseg.claims.finding import Finding
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.score import Score

# Two means of several runs differ when Welch's t test says so at this level.
LEVEL = .05
# One run shows no spread. Chosen, not measured: differences from here on are taken
# for real, with a remark.
ONE_RUN_MARGIN = .01


def compare_scores(evidence, metric, better, worse):
    """Does one configuration score higher than another, beyond chance?

    * Printed numbers: they are told apart when their digits differ.
    * Several runs of both: when Welch's t test (two-sided, without the assumption of
      equal spread) finds the means different at ``LEVEL``. The runs are not paired: a
      seed gives two networks no weights in common.
    * One run of either: when they are at least ``ONE_RUN_MARGIN`` apart.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.
        metric: 'miou' or 'miou_plus'.
        better, worse: Configuration keys, as the claim has them.

    Returns:
        :class:`~fashionseg.claims.finding.Finding`. What was not run, and what is not
        finite, cannot be told.
    """
    missing = evidence.not_run(metric, (better, worse))
    if missing:
        return Finding(None, ' and '.join(missing), 'not run')
    first, second = (evidence.scores[metric][key] for key in (better, worse))
    one, other = (f'{COLUMNS[key]} {Score.of(values).text()}'
                  for key, values in ((better, first), (worse, second)))
    if not all(map(math.isfinite, first + second)):
        return Finding(None, f'{one} and {other}', 'not a number')
    difference = fmean(first) - fmean(second)
    why_open, p = _is_open(first, second, difference, evidence.printed)
    if why_open:
        return Finding(None, f'{one} and {other}{p}', why_open)
    sign = '>' if difference > 0 else '<'
    return Finding(difference > 0, f'{one} {sign} {other}{p}')


def _is_open(first, second, difference, printed):
    """Why the two cannot be told apart (or nothing), and what to say of p."""
    if printed:
        return '' if difference else 'equal in the printed digits', ''
    if min(len(first), len(second)) == 1:
        near = abs(difference) < ONE_RUN_MARGIN
        return f'less than {ONE_RUN_MARGIN:g} apart in one run' if near else '', ''
    if len(set(first)) == len(set(second)) == 1:
        # No spread at all: the test would divide by zero.
        return '' if difference else 'equal in every run', ''
    p = float(stats.ttest_ind(first, second, equal_var=False).pvalue)
    return '' if p < LEVEL else 'within the spread of the runs', f' (p = {p:.3f})'
