"""How far published time ratios are from FLOP ratios where the network is known."""

import math
from collections import namedtuple

Known = namedtuple('Known', 'sentences spread')
Known.__doc__ = """What A to G show.

* ``sentences``: list of str.
* ``spread``: largest misfit among A to G, see ``Comparison.misfit``.
"""


def judge_known(comparisons):
    """Compares A to G, whose graphs are in the paper, with their published times.

    Args:
        comparisons (list of Comparison): All networks.

    Returns:
        Known: see there.
    """
    known = [c for c in comparisons if c.variant is None and c.name != 'H']
    published = [c.published['inference'] for c in known]
    # Two readings of "inference time": without and with the auxiliary blocks.
    distances = [sum(abs(math.log(ratio(c) / c.published['inference'])) for c in known)
                 for ratio in (_pruned, _whole)]
    with_blocks = distances[1] < distances[0]
    ratio = _whole if with_blocks else _pruned
    misfits = {c.name: c.misfit({'inference': ratio(c),
                                 'training': c.flop['training']}) for c in known}
    near, *_, far = sorted(misfits, key=misfits.get)
    sentences = [
        'A to G are known, so they show how far a ratio of FLOPs can be from a '
        'published ratio of times.',
        'Their inference needs the same graph as that of H (FLOP ratio '
        f'{_range(map(_pruned, known))}), but their published inference times are '
        f'{_range(published)} times that of H. With the blocks that only losses read '
        f'the FLOP ratios are {_range(map(_whole, known))}. The sum of the absolute '
        f'logarithms of FLOP ratio / published ratio is {distances[0]:.2f} without '
        f'these blocks and {distances[1]:.2f} with them: the authors seem to have '
        f'timed inference {"with" if with_blocks else "without"} them.',
        f'Read so, the misfits of A to G go from {misfits[near]:.2f} ({near}) to '
        f'{misfits[far]:.2f} ({far}). Two variants of a baseline whose misfits differ '
        f'by less than {misfits[far]:.2f} cannot be told apart by these times.',
    ]
    return Known(sentences, misfits[far])


def _pruned(comparison):
    return comparison.flop['inference']


def _whole(comparison):
    return comparison.forward


def _range(ratios):
    low, *_, high = sorted(f'{ratio:.2f}' for ratio in ratios)
    return low if low == high else f'{low} to {high}'
