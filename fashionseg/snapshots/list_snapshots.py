"""The snapshots in a folder."""

import os
import re


def list_snapshots(folder):
    """Finds the snapshots of a run by their names.

    Args:
        folder (str): Folder of the run.

    Returns:
        list of tuple: ``(iteration, path)``, the latest last. The number decides, not
        the file's time.
    """
    found = []
    for name in os.listdir(folder):
        match = re.fullmatch(r'snapshot_iter_(\d+)\.safetensors', name)
        if match:
            found.append((int(match[1]), os.path.join(folder, name)))
    return sorted(found)
