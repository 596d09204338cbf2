"""What a finished run leaves for the tables."""

import math

from fashionseg.classes import CLASS_NAMES


def make_result(settings, n_param, log):
    """Turns the log of a run into the scores of its result file.

    Args:
        settings (fashionseg.configurations.Settings): Of the run.
        n_param (int): Parameters of the network.
        log (list of dict): Rows of LogReport, one for each epoch.

    Returns:
        dict: ``best`` holds the epoch of the best mIoU (Table III) and that of the
        best mIoU+ (Table IV), ``epochs`` the scores and ``losses`` the loss terms of
        every epoch. A class that appears nowhere has None, and so has a number that is
        missing or not finite; it never is the best.
    """
    epochs = [_scores(row) for row in log]
    return {
        'configuration': settings.configuration, 'seed': settings.seed,
        'settings': settings.record(), 'n_param': n_param,
        'best': {key: max(epochs, key=lambda scores: (
            -1 if scores[key] is None else scores[key]))
                 for key in ('miou', 'miou_plus')},
        'epochs': epochs,
        'losses': [{key[len('main/'):]: _finite(row, key) for key in row
                    if key.startswith('main/loss')} for row in log],
    }


def _scores(row):
    scores = {'epoch': row['epoch']}
    for name in ('miou', 'miou_plus', 'pooled_miou'):
        scores[name] = _finite(row, f'evaluation/{name}')
    for name in ('iou', 'iou_plus', 'pooled_iou'):
        scores[name] = {class_name: _finite(row, f'evaluation/{name}/{class_name}')
                        for class_name in CLASS_NAMES}
    return scores


def _finite(row, key):
    value = row.get(key)
    return value if value is not None and math.isfinite(value) else None
