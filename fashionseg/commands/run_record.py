"""What decides the numbers of a run."""

from fashionseg.engines import current_engine


def run_record(settings, train):
    """Describes a run: one with the same record is the same run.

    Args:
        settings (fashionseg.configurations.Settings): Of the run.
        train (fashionseg.datasets.PreparedDataset): Photos for training.

    Returns:
        dict: For JSON: ``configuration``, ``seed``, ``settings``, ``data_hash`` and
        ``precision`` of the convolutions.
    """
    return {'configuration': settings.configuration, 'seed': settings.seed,
            'settings': settings.record(), 'data_hash': train.data_hash,
            'precision': current_engine().precision}
