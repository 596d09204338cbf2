"""Losses and scores of all runs over their epochs, for the script of the page."""

import math

LOSSES = {'loss': 'loss of training (Eq. 15)', 'loss/segmentation': 'segmentation loss',
          'loss/ipl': 'image pyramid loss', 'loss/spl': 'segmentation pyramid loss',
          'loss/lpl': 'label pooling loss'}
METRICS = {'miou': 'mIoU', 'miou_plus': 'mIoU+', 'pooled_miou': 'pooled mIoU'}
_DIGITS = 5


def curve_data(runs, all_background):
    """Puts the curves into numbers that JSON can hold.

    Args:
        runs (list of Run): All runs.
        all_background (dict): Scores of the map that is background everywhere, or
            None.

    Returns:
        dict: ``charts``: key, title and whether it is a score; ``runs``: for each with
        an epoch its key, title, configuration, state and ``series``: key of a chart to
        a list of numbers, one for each epoch, None where there is none; ``floor``: key
        of a score to that of the background.
    """
    charts = [{'key': key, 'title': title, 'score': titles is METRICS}
              for titles in (METRICS, LOSSES) for key, title in titles.items()]
    n_seed = len({run.seed for run in runs})
    lines = [{
        'key': run.key, 'configuration': run.configuration, 'state': run.state,
        'title': run.title if n_seed == 1 else f'{run.title}, seed {run.seed}',
        'series': {**{key: [_number(scores[key]) for scores in run.epochs]
                      for key in METRICS},
                   **{key: [_number(losses.get(key)) for losses in run.losses]
                      for key in LOSSES}}} for run in runs if run.epochs]
    floor = {} if all_background is None else {
        key: _number(all_background[key]) for key in METRICS}
    return {'charts': charts, 'runs': lines, 'floor': floor}


def _number(value):
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(f'{value:.{_DIGITS}g}')
