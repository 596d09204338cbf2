"""Medians, spreads and ratios of the rows of a part."""

import statistics


def add_ratios(rows):
    """Adds to each row with times what the table shows of them.

    ``median``, ``low`` and ``high`` of ``seconds``; ``times_chainer``, how many times
    as fast it is as Chainer as is on this batch, and ``times_pytorch``, as the faster
    layout of PyTorch as its users run it in this precision. A ratio without its
    reference is None.

    Args:
        rows (list of dict): Of :func:`benchmarks.measure_part.measure_part`; changed.
    """
    for row in rows:
        if 'missing' not in row:
            row.update(median=statistics.median(row['seconds']),
                       low=min(row['seconds']), high=max(row['seconds']))
    for row in rows:
        if 'missing' in row:
            continue
        same = [other for other in rows if 'missing' not in other and
                all(other[key] == row[key] for key in ('part', 'batch'))]
        references = {
            'times_chainer': [o for o in same if o['engine'] == 'as is'],
            'times_pytorch': [
                o for o in same if o['engine'] == 'torch' and not o['tuned']
                and o['precision'] == row['precision']]}
        for key, others in references.items():
            row[key] = min((o['median'] for o in others), default=None)
            if row[key] is not None:
                row[key] /= row['median']
