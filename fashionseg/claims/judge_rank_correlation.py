from statistics import fmean

from scipy import stats

from fashionseg.claims.every_model import every_model
from fashionseg.claims.finding import Finding
from fashionseg.claims.verdict import Verdict

# "Loosely proportional": a rank correlation of at least this.
LEAST = .5
# With fewer, a rank correlation says little: at ten, 0.64 may still be chance.
MIN_EPOCHS = 10


def judge_rank_correlation(evidence):
    """Judge the claim that mIoU and mIoU+ move together over the epochs.

    For each configuration, the mean over its runs of Spearman's rank correlation of
    the two must reach ``LEAST``.

    Args:
        evidence: :class:`~fashionseg.claims.evidence.Evidence`.

    Returns:
        :class:`~fashionseg.claims.verdict.Verdict`.
    """
    numbers = []

    def judge(title, runs):
        if any(len(set(column)) == 1 for epochs in runs.values()
               for column in zip(*epochs)):
            # All ranks tie: there is no correlation to speak of.
            yield Finding(None, title, 'the same score in every epoch')
            return
        rho = fmean(stats.spearmanr(epochs).statistic for epochs in runs.values())
        numbers.append(f'{title} {rho:.2f}')
        n_epoch = min(map(len, runs.values()))
        if n_epoch < MIN_EPOCHS:
            yield Finding(None, f'{title} {rho:.2f}', f'only {n_epoch} epochs')
        else:
            yield Finding(rho >= LEAST, f'{title} {rho:.2f}')

    findings = every_model(evidence, judge)
    return Verdict.of(findings, 'rank correlation: ' + ', '.join(numbers) if numbers
                      else '')
