from fashionseg.claims.claims import CLAIMS
from fashionseg.claims.evidence import Evidence


def judge_claims(published, results=None):
    """Judge the ten claims on the published tables and on ours.

    Args:
        published: What ``read_published`` of ``fashionseg.tables`` returns.
        results: ``fashionseg.tables.results.Results``, or None for the published
            tables alone.

    Returns:
        Dictionary 'published' and, with results, 'ours' -> list of
        :class:`~fashionseg.claims.verdict.Verdict` in the order of ``CLAIMS``.
    """
    evidences = {'published': Evidence.of_published(published)}
    if results is not None:
        evidences['ours'] = Evidence.of_results(results)
    return {name: [claim.judge(evidence) for claim in CLAIMS]
            for name, evidence in evidences.items()}
