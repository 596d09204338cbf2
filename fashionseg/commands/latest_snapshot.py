"""Finds where a run stopped."""

import os
import re


def latest_snapshot(out):
    """Path of the snapshot of the latest epoch in a run's folder.

    Args:
        out (str): Folder of the run.

    Returns:
        str or None: None when there is none. The number decides, not the file's time.
    """
    numbers = [int(match.group(1)) for match in
               (re.fullmatch(r'snapshot_epoch_(\d+)', name) for name in os.listdir(out))
               if match]
    return os.path.join(out, f'snapshot_epoch_{max(numbers)}') if numbers else None
