"""The best of the contenders that fit."""


def find_least(rows, part, batch, precision, engines, tuned=False, key='median'):
    """Finds the least value among rows.

    Args:
        rows (list of dict): Of :func:`benchmarks.measure_part.measure_part`, with
            their medians.
        part, batch, precision, tuned: What a row must have.
        engines (tuple of str): Engines that count.
        key (str): 'median', the seconds per photo, or 'peak_bytes'.

    Returns:
        float or None: None when no row that fits has times.
    """
    return min((row[key] for row in rows if 'missing' not in row
                and (row['part'], row['batch']) == (part, batch)
                and (row['precision'], row['tuned']) == (precision, tuned)
                and row['engine'] in engines), default=None)
