"""How much hangs on the epoch that is reported."""


def compare_epochs(runs):
    """The best epochs of finished runs beside their last.

    Args:
        runs (iterable of dict): Results, as ``result.json`` has them.

    Returns:
        list of dict: For each run ``configuration``, ``seed``, and for ``miou`` and
        ``miou_plus`` the ``epoch`` of the ``best`` score, that score and the ``last``.
    """
    return [{'configuration': run['configuration'], 'seed': run['seed'],
             **{mean: {'epoch': run['best'][mean]['epoch'],
                       'best': run['best'][mean][mean],
                       'last': run['epochs'][-1][mean]}
                for mean in ('miou', 'miou_plus')}} for run in runs]
