"""Writes counts, times and the page that compares them."""

import json

from fashionseg.costs.compare_costs import compare_costs
from fashionseg.costs.describe_costs import describe_costs
from fashionseg.costs.make_csv import make_csv
from fashionseg.costs.make_page import make_page
from fashionseg.tables.read_published import read_published
from fashionseg.tables.write_files import write_files


def write_costs(out, counts, times):
    """Writes ``costs.json``, ``times.json``, ``costs.csv`` and ``costs.md``.

    Args:
        out (str): Folder, made when missing.
        counts (dict): ``rows`` (name of each network -> what ``count_networks``
            returns), ``command``, ``commit``.
        times (dict): What ``time_networks`` returns, with ``batch_size``,
            ``command`` and ``commit``; None when nothing was timed, and there is no
            ``times.json`` then.

    Returns:
        list of pathlib.Path: The files, the page last.

    Raises:
        UserError: The folder cannot be written, or the published numbers cannot be
            read.
    """
    comparisons = compare_costs(counts['rows'], times, read_published()['times'])
    texts = {'costs.json': _json(counts)}
    if times is not None:
        texts['times.json'] = _json(times)
    texts['costs.csv'] = make_csv(counts, times, comparisons)
    texts['costs.md'] = make_page(
        describe_costs(counts, times, comparisons))
    return write_files(out, texts)


def _json(value):
    return json.dumps(value, indent=1, allow_nan=False) + '\n'
