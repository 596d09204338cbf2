"""Inference and training time of every configuration, with their origin."""

from fashionseg.commands.current_commit import current_commit
from fashionseg.configurations import CONFIGURATIONS
from fashionseg.costs import time_networks

N_ROUND = 4


def measure_times(profile, device, command, n_round=N_ROUND, show=lambda items: items):
    """Times every configuration in turn, see :func:`fashionseg.costs.time_networks`.

    Args:
        profile (fashionseg.configurations.Profile): Sizes of the networks.
        device (str): Chainer device name.
        command (str): Command line, for the record.
        n_round (int): Rounds.
        show (callable): Wraps the iterable of what is timed, as a progress bar does.

    Returns:
        dict: ``rows``: configuration -> ``inference_ms`` and ``training_ms``, both
        per photo; ``machine``, ``n_round``, ``command``, ``commit``.
    """
    networks = {name: (name, None) for name in CONFIGURATIONS}
    times = time_networks(networks, profile, device, n_round, show)
    return {**times, 'command': command, 'commit': current_commit()}
