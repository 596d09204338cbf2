"""How long a run is to be that is not finished."""

import os

from safetensors import SafetensorError, safe_open

from fashionseg.files import parse_json


def wanted_epochs(out, n_epoch):
    """Reads from the best weights so far how many epochs their run was asked for.

    Only their header is read, and it is not checked: a report tells of runs every few
    seconds, and weights may be large.

    Args:
        out (str): Folder of the run.
        n_epoch (int): Epochs of the profile, for a run without weights.

    Returns:
        int: Epochs, >= 1.
    """
    try:
        with safe_open(os.path.join(out, 'best.safetensors'), framework='np') as file:
            record = parse_json(file.metadata()['record'])
        wanted = record['settings']['profile']['n_epoch']
    except (KeyError, OSError, SafetensorError, TypeError, ValueError):
        return n_epoch
    return wanted if isinstance(wanted, int) and wanted > 0 else n_epoch
