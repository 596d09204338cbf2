from scipy import stats

from fashionseg.claims.finding import Finding
from fashionseg.tables.columns import COLUMNS

# Two means of several runs differ when Welch's t test says so at this level.
LEVEL = .05
# One run shows no spread. Differences from here on are taken for real, with a remark.
# Chosen, not measured: twice the deviation of a difference of two runs that each
# deviate by 0.007. The printed mIoU of A to H lie closer together than this.
ONE_RUN_MARGIN = .02


def compare_scores(evidence, metric, better, worse):
    """Does one configuration score higher than another, beyond chance?

    * Printed numbers: they are told apart when their digits differ.
    * Several runs of both: when Welch's t test (two-sided, without the assumption of
      equal spread) finds the means different at ``LEVEL``. Runs are not paired by seed.
    * One run of either: when they are at least ``ONE_RUN_MARGIN`` apart.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.
        metric: 'miou' or 'miou_plus'.
        better, worse: Configuration keys, as the claim has them.

    Returns:
        :class:`~fashionseg.claims.finding.Finding`. What was not run, and what is not
        finite, cannot be told.
    """
    titles = [COLUMNS[key] for key in (better, worse)]
    first, second = (evidence.score(metric, key) for key in (better, worse))
    missing = {title: score.why_missing for title, score in zip(titles, (first, second))
               if score.mean is None}
    if missing:
        return Finding(None, ' and '.join(missing),
                       ', '.join(dict.fromkeys(missing.values())))
    one, other = (f'{title} {score.text()}'
                  for title, score in zip(titles, (first, second)))
    difference = first.mean - second.mean
    why_open, p = _why_open(first, second, difference, evidence.printed)
    if why_open:
        return Finding(None, f'{one} and {other}{p}', why_open)
    sign = '>' if difference > 0 else '<'
    return Finding(difference > 0, f'{one} {sign} {other}{p}')


def _why_open(first, second, difference, printed):
    """Why the two cannot be told apart (or nothing), and what to say of p."""
    if printed:
        return '' if difference else 'equal in the printed digits', ''
    if min(first.n, second.n) == 1:
        near = abs(difference) < ONE_RUN_MARGIN
        return f'less than {ONE_RUN_MARGIN:g} apart in one run' if near else '', ''
    if first.std == second.std == 0:
        # The test would divide by zero.
        return '' if difference else 'equal in every run', ''
    p = float(stats.ttest_ind_from_stats(*first[:3], *second[:3],
                                         equal_var=False).pvalue)
    return '' if p < LEVEL else 'within the spread of the runs', f' (p = {p:.3f})'
