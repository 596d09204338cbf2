import math

from fashionseg.claims.finding import Finding
from fashionseg.claims.judge_pairs import judge_pairs
from fashionseg.claims.verdict import Verdict
from fashionseg.configurations import BASELINES, TABLE_5
from fashionseg.tables.score import Score


def judge_best_proposed(evidence, metric):
    """Judge the claim that the best of A to H scores higher than every baseline.

    The best is the one with the highest mean; it is known only when all were run.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.
        metric: 'miou' or 'miou_plus'.

    Returns:
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    missing = evidence.not_run(metric, TABLE_5)
    if missing:
        return Verdict.of([Finding(None, ', '.join(missing),
                                   'the best of A to H is not known, not run')], '')
    means = {key: Score.of(evidence.scores[metric][key]).mean for key in TABLE_5}
    unknown = [key for key, mean in means.items() if not math.isfinite(mean)]
    if unknown:
        return Verdict.of([Finding(None, ', '.join(unknown),
                                   'the best of A to H is not known, not a number')],
                          '')
    best = max(means, key=means.get)
    return judge_pairs(evidence, [(metric, best, key) for key in BASELINES], TABLE_5)
