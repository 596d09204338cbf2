"""Which variant of each baseline fits the published times best."""

from fashionseg.costs.comparison import MEASURES
from fashionseg.tables.columns import COLUMNS


def judge_variants(comparisons, spread):
    """Sentences on which networks the authors may have run.

    Args:
        comparisons (list of Comparison): All networks.
        spread (float): Largest misfit of the known configurations: less than that
            between two variants decides nothing.

    Returns:
        list of str: One for each baseline.
    """
    baselines = dict.fromkeys(c.configuration for c in comparisons if c.variant)
    return [
        f'{COLUMNS[name]}: ' + ' '.join(
            _judge([c for c in comparisons if c.configuration == name], *kind, spread)
            for kind in (('By FLOPs', 'flop'), ('By measured time', 'time')))
        for name in baselines]


def _judge(variants, words, kind, spread):
    timed = [c for c in variants if getattr(c, kind) is not None]
    if len(timed) < len(variants):
        return f'{words}: not run.'
    misfits = {c: c.misfit(getattr(c, kind)) for c in variants}
    best, second, *_ = sorted(variants, key=misfits.get)
    ratios = ', '.join(
        f'{measure} {getattr(best, kind)[measure]:.2f} against the published '
        f'{best.published[measure]:.2f}' for measure in MEASURES)
    text = (f'{words}, {best.variant} fits best (misfit {misfits[best]:.2f}: {ratios}; '
            f'then {second.variant}, {misfits[second]:.2f})')
    if misfits[second] - misfits[best] < spread:
        text += ', too little to tell the two apart'
    if misfits[best] > spread:
        text += ', but it is farther off than any of A to G'
    return text + '.'
