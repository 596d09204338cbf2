"""Rows of the scripts that need no contender's process."""

import statistics

SCRIPTS = {'input': 'benchmarks.input_speed', 'metrics': 'benchmarks.metrics_speed'}


def measure_plain(name, quick, run):
    """Runs the script of the input or of the metrics on one thread.

    Args:
        name (str): Key of ``SCRIPTS``.
        quick (bool): A few photos.
        run (callable): :func:`benchmarks.run_process.run_process`.

    Returns:
        list of dict: The script's rows, those with times with ``median``, ``low``,
        ``high`` and ``times_reference``, how many times as fast as its reference
        (None without one). A script that fails gives one row with ``missing``.
    """
    rows = run(SCRIPTS[name], *['--quick'] * quick, n_thread=1)
    if isinstance(rows, dict):
        return [dict(rows, title=name)]
    for row in rows:
        if 'missing' not in row:
            row.update(median=statistics.median(row['seconds']),
                       low=min(row['seconds']), high=max(row['seconds']))
    reference = next((row['median'] for row in rows
                      if row.get('reference') and 'median' in row), None)
    for row in rows:
        if 'median' in row:
            row['times_reference'] = reference and reference / row['median']
    return rows
