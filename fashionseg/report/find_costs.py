"""What is known of the networks' costs."""

import os

from fashionseg.costs import compare_costs, describe_costs, read_counts, read_times
from fashionseg.errors import UserError


def find_costs(folder, published, skip):
    """Reads counts and times and compares them with what is published.

    Args:
        folder (str): Where ``fashionseg costs`` has written them.
        published (dict): What ``read_published`` returns.
        skip (callable): Is told the UserError of a damaged file.

    Returns:
        fashionseg.costs.describe_costs.Costs or None: None without counts.
    """
    counts = _try(read_counts, os.path.join(folder, 'costs.json'), skip)
    times = _try(read_times, os.path.join(folder, 'times.json'), skip)
    if counts is None:
        return None
    comparisons = compare_costs(counts['rows'], times, published['times'])
    return describe_costs(counts, times, comparisons)


def _try(read, path, skip):
    try:
        return read(path)
    except UserError as error:
        skip(error)
        return None
