"""What a finished run leaves for the tables."""

from fashionseg.extensions import split_log_row


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
    epochs, losses = map(list, zip(*map(split_log_row, log)))
    return {
        'configuration': settings.configuration, 'seed': settings.seed,
        'settings': settings.record(), 'n_param': n_param,
        'best': {key: max(epochs, key=lambda scores: (
            -1 if scores[key] is None else scores[key]))
                 for key in ('miou', 'miou_plus')},
        'epochs': epochs, 'losses': losses,
    }
