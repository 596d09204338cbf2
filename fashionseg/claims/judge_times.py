import math

from fashionseg.claims.finding import Finding
from fashionseg.claims.verdict import Verdict

SHARE = 2 / 3
# "About 2/3" is what is at most this far from it, relative to it.
TOLERANCE = .1


def judge_times(evidence):
    """Judge the claim that B takes about 2/3 of PSPNet's times.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.

    Returns:
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    findings, numbers = [], []
    for measure in ('inference', 'training'):
        times = evidence.times.get(measure, {})
        if 'B' not in times or 'pspnet' not in times:
            findings.append(Finding(None, f'{measure} time', 'not measured'))
            continue
        time, whole = times['B'], times['pspnet']
        if not (math.isfinite(time) and math.isfinite(whole) and whole > 0):
            findings.append(Finding(None, f'{measure} time', 'not a number'))
            continue
        ratio = time / whole
        holds = abs(ratio / SHARE - 1) <= TOLERANCE
        findings.append(Finding(
            holds, f"B takes {ratio:.3f} of PSPNet's {measure} time"))
        numbers.append(f'{measure} {time:g} / {whole:g} = {ratio:.3f}')
    return Verdict.of(findings, ', '.join(numbers))
