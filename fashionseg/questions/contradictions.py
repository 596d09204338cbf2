"""Statements of the paper beside its own tables."""

import decimal
import statistics

from fashionseg.classes import CLASS_NAMES
from fashionseg.questions.question import Question
from fashionseg.tables.columns import COLUMNS

_STEP = decimal.Decimal('0.001')


def _pooling_evidence(published):
    """B, D, F against A, C, E in mIoU, pair by pair."""
    miou = published['iou']['mIoU']
    pairs = [(a, b) for a in 'BDF' for b in 'ACE']
    against = [f'{a} {miou[a]:.3f} and {b} {miou[b]:.3f}' for a, b in pairs
               if miou[a] <= miou[b]]
    return (f'Of the {len(pairs)} pairs, {len(against)} do not show it: '
            f'{"; ".join(against)}.')


def _all_losses_evidence(published):
    """A against the best baseline in mIoU, with the means of the rows."""
    iou = published['iou']
    baselines = [name for name in COLUMNS if name not in 'ABCDEFGH']
    best = max(baselines, key=iou['mIoU'].get)
    means = {name: statistics.fmean(iou[c][name] for c in CLASS_NAMES)
             for name in ('A', best)}
    return (f'A has {iou["mIoU"]["A"]:.3f} and {COLUMNS[best]} '
            f'{iou["mIoU"][best]:.3f}; the means of their rows are '
            f'{means["A"]:.4f} and {means[best]:.4f}.')


def _two_thirds_evidence(published):
    """Time of B as a share of PSPNet's."""
    ratios = {what: times['B'] / times['pspnet']
              for what, times in published['times'].items()}
    return (f'B takes {ratios["inference"]:.2f} of its inference time and '
            f'{ratios["training"]:.2f} of its training time.')


def _cost_evidence(published):
    """The baselines that are faster than the fastest of A..H."""
    parts = []
    for what, unit in (('inference', 'ms'), ('training', 'h')):
        times = published['times'][what]
        proposal = min(times[name] for name in 'ABCDEFGH')
        faster = [f'{COLUMNS[name]} {times[name]:.1f} {unit}' for name in COLUMNS
                  if name not in 'ABCDEFGH' and times[name] < proposal]
        parts.append(f'in {what} {", ".join(faster) or "none"} against '
                     f'{proposal:.1f} {unit} of the fastest of A to H')
    return f'Faster by the published times: {"; ".join(parts)}.'


def _rounding_evidence(published):
    """Every printed mean beside the mean of its rows."""
    others, largest, n_mean = [], 0, 0
    for key, mean in (('iou', 'mIoU'), ('iou_plus', 'mIoU+')):
        for name, title in COLUMNS.items():
            rows = [_exact(published[key][class_name][name])
                    for class_name in CLASS_NAMES]
            exact, printed = sum(rows) / len(rows), _exact(published[key][mean][name])
            n_mean += 1
            largest = max(largest, abs(exact - printed))
            if exact.quantize(_STEP, decimal.ROUND_HALF_UP) != printed:
                others.append(f'{mean} of {title} ({exact:.5f}, printed {printed})')
    return (f'{n_mean - len(others)} of {n_mean} are; the others are '
            f'{", ".join(others)}. No mean is off by more than {largest:.5f}, which '
            'the rounding of the rows, up to 0.0005 each, can explain.')


def _exact(number):
    return decimal.Decimal(str(number))


_NO_OPTION = 'it is a matter of the published numbers'

CONTRADICTIONS = (
    Question(
        'Do B, D and F beat A, C and E in mIoU?',
        'Section IV-F, Table III',
        '"In fact, configuration B, D, and F achieve higher mIoU compared to '
        'configuration A, C, and E."',
        'Judged as one of the claims, on the published tables and on ours.',
        no_option=_NO_OPTION, evidence=_pooling_evidence),
    Question(
        'Does the network with all three losses beat every other network?',
        'Section IV-F, Table III',
        '"Our proposed network configured with three different auxiliary losses '
        'outperforms all the ever-proposed models."',
        'The best configuration of the proposal is compared, as the text does next.',
        no_option=_NO_OPTION, evidence=_all_losses_evidence),
    Question(
        'Does the best configuration take 2/3 of the time of PSPNet?',
        'Section IV-F, Tables III and IV',
        '"Our top proposed network takes only 2/3 of the time for training as well as '
        'inference compared to PSPNet."',
        'Judged as one of the claims, with the time of B, the best in mIoU.',
        no_option=_NO_OPTION, evidence=_two_thirds_evidence),
    Question(
        'Does the proposal need less time than all others?',
        'Abstract, Sections I and V, Tables III and IV',
        'A "lightweight" network, "less computational cost compared to ever-proposed '
        'methods"; no number of parameters or operations is printed.',
        'Parameters and operations are counted in the [cost '
        'table](../data/results/costs/costs.md).',
        no_option=_NO_OPTION, evidence=_cost_evidence),
    Question(
        'Are the printed means those of the printed rows?',
        'Tables III and IV',
        'mIoU and mIoU+ are the means of 14 class rows, all printed with three digits.',
        'The printed numbers are used as they are.',
        no_option=_NO_OPTION, evidence=_rounding_evidence),
)
