"""Costs of the networks as CSV."""

import csv
import io

from fashionseg.costs.comparison import MEASURES

_COUNTS = ('n_param', 'inference_flop', 'forward_flop', 'training_flop',
           'inference_reads')


def make_csv(counts, times, comparisons):
    """One line for each network.

    Args:
        counts, times, comparisons: As ``describe_costs`` takes them.

    Returns:
        str: CSV with a header. 'none' is no variant, 'not run' a missing time; all
        ratios are to H.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator='\n')
    writer.writerow(
        ['configuration', 'variant', *_COUNTS]
        + [f'{measure}_{kind}' for measure in MEASURES
           for kind in ('ms', 'published_ratio', 'flop_ratio', 'time_ratio')]
        + ['flop_misfit', 'time_misfit'])
    for c in comparisons:
        line = [c.configuration, c.variant or 'none']
        line += [counts['rows'][c.name][key] for key in _COUNTS]
        for measure in MEASURES:
            line.append('not run' if c.time is None
                        else times['rows'][c.name][f'{measure}_ms'])
            line += [_number(ratios and ratios[measure])
                     for ratios in (c.published, c.flop, c.time)]
        line += [_number(c.misfit(ratios)) for ratios in (c.flop, c.time)]
        writer.writerow(line)
    return buffer.getvalue()


def _number(value):
    return 'not run' if value is None else f'{value:.6g}'
