"""What a finished run leaves for the tables."""

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
        every epoch. A class that appears nowhere has None.
    """
    epochs = [_scores(row) for row in log]
    return {
        'configuration': settings.configuration, 'seed': settings.seed,
        'settings': settings.record(), 'n_param': n_param,
        'best': {key: max(epochs, key=lambda scores: scores[key])
                 for key in ('miou', 'miou_plus')},
        'epochs': epochs,
        'losses': [{key[len('main/'):]: value for key, value in row.items()
                    if key.startswith('main/loss')} for row in log],
    }


def _scores(row):
    scores = {'epoch': row['epoch']}
    for name in ('miou', 'miou_plus', 'pooled_miou'):
        scores[name] = row['evaluation/' + name]
    for name in ('iou', 'iou_plus', 'pooled_iou'):
        scores[name] = {class_name: row.get(f'evaluation/{name}/{class_name}')
                        for class_name in CLASS_NAMES}
    return scores
