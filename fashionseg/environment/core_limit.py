"""Processor time that a container or a batch system allows."""

import os

from fashionseg.environment.control_groups import control_groups
from fashionseg.environment.read_text import read_text


def core_limit(root='/'):
    """Reads the bound of this process's control groups on processor time.

    Args:
        root (str): Folder with ``proc`` and ``sys``.

    Returns:
        float or None: Processor time for each second, the least of all groups; None
        without a bound.
    """
    found = []
    for folder, version in control_groups('cpu', root):
        names = ('cpu.max',) if version == 2 else (
            'cpu.cfs_quota_us', 'cpu.cfs_period_us')
        words = [word for name in names
                 for word in (read_text(os.path.join(folder, name)) or '').split()]
        if len(words) == 2 and words[0].isdecimal():  # no bound is 'max' or -1
            found.append(int(words[0]) / int(words[1]))
    return min(found, default=None)
