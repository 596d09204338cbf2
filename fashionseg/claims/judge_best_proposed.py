from fashionseg.claims.finding import Finding
from fashionseg.claims.judge_pairs import judge_pairs
from fashionseg.claims.verdict import Verdict
from fashionseg.configurations import BASELINES, TABLE_5


def judge_best_proposed(evidence, metric):
    """Judge the claim that the best of A to H scores higher than every baseline.

    The best is the one with the highest mean; it is known only when all were run.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.
        metric: 'miou' or 'miou_plus'.

    Returns:
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    scores = {key: evidence.score(metric, key) for key in TABLE_5}
    unknown = [Finding(None, key, f'{score.why_missing}, so the best is not known')
               for key, score in scores.items() if score.mean is None]
    if unknown:
        return Verdict.of(unknown, '')
    best = max(scores, key=lambda key: scores[key].mean)
    return judge_pairs(evidence, [(metric, best, key) for key in BASELINES], TABLE_5)
