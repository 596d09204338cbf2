"""Cores of this process."""

import os


def count_cores():
    """Returns how many cores this process may use, >= 1."""
    if hasattr(os, 'sched_getaffinity'):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
