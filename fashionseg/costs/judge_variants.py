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
    ratios = [getattr(c, kind) for c in variants]
    if None in ratios:
        return f'{words}: not run.'
    misfits = [c.misfit(ratio) for c, ratio in zip(variants, ratios)]
    best, second = sorted(range(len(variants)), key=misfits.__getitem__)[:2]
    seen = ', '.join(
        f'{measure} {ratios[best][measure]:.2f} against the published '
        f'{variants[best].published[measure]:.2f}' for measure in MEASURES)
    text = (f'{words}, {variants[best].variant} fits best (misfit {misfits[best]:.2f}: '
            f'{seen}; then {variants[second].variant}, {misfits[second]:.2f})')
    if misfits[second] - misfits[best] < spread:
        text += ', too little to tell the two apart'
    if misfits[best] > spread:
        text += ', but it is farther off than any of A to G'
    return text + '.'
