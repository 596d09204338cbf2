"""Machine and system."""

import os
import platform

from fashionseg.engines import count_cores
from fashionseg.environment.available_memory import available_memory
from fashionseg.environment.core_limit import core_limit
from fashionseg.environment.find_processor import find_processor


def find_machine():
    """Describes machine and system.

    Returns:
        dict: ``system``, ``python``, ``processor`` (str), ``instructions`` (list of
        str), ``cores`` of the machine and ``usable_cores`` of this process (int),
        ``core_limit`` (float or None), see :func:`~fashionseg.environment.core_limit.
        core_limit`, ``memory_bytes`` and ``available_bytes`` (int or None), and
        ``available_bound``, what bounds the latter (str).
    """
    processor, features = find_processor()
    free = available_memory()
    return {
        'system': platform.platform(), 'python': platform.python_version(),
        'processor': processor, 'instructions': features, 'cores': os.cpu_count(),
        'usable_cores': count_cores(), 'core_limit': core_limit(),
        'memory_bytes': _memory(), 'available_bytes': free and free.n_byte,
        'available_bound': free.source if free else 'unknown'}


def _memory():
    try:
        return os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES')
    except (AttributeError, OSError, ValueError):
        return None
