from fashionseg.claims.every_model import every_model
from fashionseg.claims.finding import Finding
from fashionseg.claims.verdict import Verdict


def judge_best_epochs(evidence):
    """Judge the claim that each run's best mIoU and mIoU+ fall in the same epoch.

    A score that several epochs share is best in all of them; one such epoch in common
    is enough. A run of one epoch says nothing.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.

    Returns:
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    same = []

    def judge(title, runs):
        for seed, epochs in runs.items():
            name = f'{title} seed {seed}'
            if len(epochs) < 2:
                yield Finding(None, name, 'only one epoch')
                continue
            first, second = (_best(column) for column in zip(*epochs))
            same.append(bool(first & second))
            yield Finding(
                same[-1], f'{name} (best in epochs {min(first)} and {min(second)})')

    findings = every_model(evidence, judge)
    return Verdict.of(findings, f'the same epoch in {sum(same)} of {len(same)} runs'
                      if same else '')


def _best(column):
    best = max(column)
    return {epoch for epoch, value in enumerate(column, 1) if value == best}
