"""Threads of a process that nobody has told a number."""

import os

from fashionseg.engines.count_cores import count_cores


def default_threads():
    """Returns what OMP_NUM_THREADS says, or the cores that this process may use."""
    told = os.environ.get('OMP_NUM_THREADS', '')
    return int(told) if told.isdecimal() and int(told) else count_cores()
