"""Counts and times of all networks relative to configuration H."""

from fashionseg.costs.comparison import MEASURES, Comparison
from fashionseg.costs.networks import NETWORKS


def compare_costs(counts, times, published):
    """Relates every network to H, in what is published, counted and measured.

    Args:
        counts (dict): Name of each of ``NETWORKS`` -> what ``count_networks`` returns.
        times (dict): What ``time_networks`` returns, or None.
        published (dict): 'inference' and 'training' -> configuration -> time, any
            unit.

    Returns:
        list of Comparison: In the order of ``NETWORKS``. A network that was not
        timed together with H has no times.
    """
    rows = times['rows'] if times else {}
    return [
        Comparison(
            name,
            {measure: published[measure][configuration] / published[measure]['H']
             for measure in MEASURES},
            {measure: _ratio(counts, name, measure + '_flop') for measure in MEASURES},
            _ratio(counts, name, 'forward_flop'),
            {measure: _ratio(rows, name, measure + '_ms') for measure in MEASURES}
            if name in rows and 'H' in rows else None)
        for name, (configuration, _) in NETWORKS.items()]


def _ratio(rows, name, key):
    return rows[name][key] / rows['H'][key]
