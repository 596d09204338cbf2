"""Threads of one process among several."""

import os
import platform

from fashionseg.engines import count_cores


def share_threads(processes):
    """Shares the cores of a machine between its processes.

    Args:
        processes (Processes): All of them.

    Returns:
        int or None: Threads for this process; None where one process is alone or
        where OMP_NUM_THREADS has said it.
    """
    if processes.size == 1 or os.environ.get('OMP_NUM_THREADS'):
        return None
    cores = (platform.node(), sorted(os.sched_getaffinity(0)) if hasattr(
        os, 'sched_getaffinity') else [])
    # Launchers may have bound each process to cores of its own.
    return max(count_cores() // processes.gather(cores).count(cores), 1)
