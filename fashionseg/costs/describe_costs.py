"""What the networks cost, in words and tables."""

from collections import namedtuple

from fashionseg.costs.comparison import MEASURES
from fashionseg.costs.judge_known import judge_known
from fashionseg.costs.judge_variants import judge_variants
from fashionseg.tables.grid import Grid

_COUNTED = (
    'One photo of 224 x 224, full width, counted while the network runs, from the '
    'shapes that reach each convolution.',
    'FLOP = multiplications and additions of convolutions and deconvolutions, each '
    'counted as one, taps on padding zeros too. Not counted: normalization, pooling, '
    'unpooling, activations, resizing, losses, the update of the optimizer.',
    'inference = from the photo to its labels, without the blocks that only losses '
    'read; forward = from the photo to the loss; training = forward and the gradients '
    'of all parameters.',
    'activations read = numbers that functions of every kind read at inference, '
    'weights left out: what the memory has to carry.',
)
_COMPARED = (
    'All ratios are to configuration H. published = ratio of published times; FLOP = '
    'ratio of the counts above; time = ratio of times measured here.',
    'misfit = sum over inference and training of the absolute natural logarithm of '
    'ratio / published: 0 is equal, 0.69 is one of the two off by a factor of 2.',
)
_CAUTION = (
    'This is a hint and no proof: FLOPs are not time, a ratio of times on one machine '
    'is not that on another, and the batch, the libraries and the kind of GPU of the '
    'authors are only partly known. Other backbones than these may fit as well.')

Costs = namedtuple('Costs', 'counted counts compared ratios known variants caution')
Costs.__doc__ = """What the networks cost.

* ``counted``, ``compared``: lists of sentences on how to read the two tables.
* ``counts``, ``ratios``: the tables, :class:`fashionseg.tables.grid.Grid`.
* ``known``, ``variants``: lists of sentences, on A to G and on each baseline.
* ``caution``: a last sentence.
"""


def describe_costs(counts, times, comparisons):
    """Puts both tables and the sentences together, to be drawn in any form.

    Args:
        counts (dict): Name of each network -> what ``count_networks`` returns, and
            where it comes from in ``command`` and ``commit``.
        times (dict): What ``time_networks`` returns, with ``batch_size``,
            ``command`` and ``commit``, or None.
        comparisons (list of Comparison): All networks.

    Returns:
        Costs: See there.
    """
    known = judge_known(comparisons)
    origin = f"By: {counts['command']}; commit {counts['commit'][:12]}."
    return Costs(
        [*_COUNTED, origin], _count_grid(counts['rows'], comparisons),
        [*_COMPARED, _origin(times)], _ratio_grid(comparisons), known.sentences,
        judge_variants(comparisons, known.spread), _CAUTION)


def _origin(times):
    if times is None:
        return 'Times are not run yet.'
    machine = ', '.join(f'{key} {value}' for key, value in times['machine'].items())
    return ('Times: all networks in turn, median over rounds, of which there were '
            f"{times['n_round']}; a training step with its update, on a batch of "
            f"{times['batch_size']}; inference of one photo; on {machine}; by: "
            f"{times['command']}; commit {times['commit'][:12]}.")


def _count_grid(rows, comparisons):
    lines = []
    for c in comparisons:
        row = rows[c.name]
        lines.append([c.title, f"{row['n_param']:,d}"] + [
            f'{row[key] / 1e9:.1f}'
            for key in ('inference_flop', 'forward_flop', 'training_flop')
        ] + [f"{row['inference_reads'] / 1e6:.0f}"])
    return Grid('Parameters and operations',
                ['network', 'parameters', 'inference GFLOP', 'forward GFLOP',
                 'training GFLOP', 'activations read (million)'], lines)


def _ratio_grid(comparisons):
    header = ['network']
    for measure in MEASURES:
        header += [f'{measure} published', 'FLOP', 'time']
    lines = []
    for c in comparisons:
        line = [c.title]
        for measure in MEASURES:
            line += [_text(ratios and ratios[measure])
                     for ratios in (c.published, c.flop, c.time)]
        line += [_text(c.misfit(ratios)) for ratios in (c.flop, c.time)]
        lines.append(line)
    return Grid('Which baselines did the authors run?',
                header + ['misfit FLOP', 'misfit time'], lines)


def _text(value):
    return 'not run' if value is None else f'{value:.2f}'
