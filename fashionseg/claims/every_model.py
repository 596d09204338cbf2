import math

from fashionseg.claims.finding import Finding
from fashionseg.tables.columns import COLUMNS


def every_model(evidence, judge):
    """Findings about the epochs of all configurations and baselines.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.
        judge: Function from a configuration's title and its curves (seed -> list of
            (mIoU, mIoU+) per epoch) to findings.

    Returns:
        List of :class:`~fashionseg.claims.finding.Finding`. What was not run, or has
        a score that is not finite, is one that cannot be told.
    """
    if evidence.printed:
        return [Finding(None, 'all models', 'the tables print no epochs')]
    findings = []
    for key, title in COLUMNS.items():
        runs = evidence.curves.get(key)
        if not runs:
            findings.append(Finding(None, title, 'not run'))
        elif not all(math.isfinite(value) for epochs in runs.values()
                     for pair in epochs for value in pair):
            findings.append(Finding(None, title, 'not a number'))
        else:
            findings += judge(title, runs)
    return findings
