"""What the runs of a queue need."""

from fashionseg.commands.chosen_profile import chosen_profile
from fashionseg.commands.estimate_needs import estimate_needs
from fashionseg.configurations import READINGS, Settings


def queue_needs(runs, args, devices, kept_bytes):
    """Makes two steps of each configuration that has a run to be made.

    Args:
        runs (list of tuple): From :func:`~fashionseg.commands.pending_runs.
            pending_runs`.
        args (argparse.Namespace): Options of ``reproduce``.
        devices (list of str): Chainer device names of one run.
        kept_bytes (int): See
            :func:`~fashionseg.commands.estimate_needs.estimate_needs`.

    Returns:
        list of RunNeeds: Of each run; see
        :func:`~fashionseg.commands.estimate_needs.estimate_needs`.
    """
    profile = chosen_profile(args)
    readings = {name: getattr(args, name) for name in READINGS}
    needs = {}
    for name, _, _ in runs:
        configuration = name.split()[0]
        if configuration not in needs:  # a seed changes nothing
            needs[configuration] = estimate_needs(
                Settings(configuration, profile, n_device=len(devices), **readings),
                devices, args.keep, kept_bytes)
    return [needs[name.split()[0]] for name, _, _ in runs]
