"""Machine and system."""

import os
import platform

from fashionseg.engines import count_cores
from fashionseg.environment.find_processor import find_processor
from fashionseg.environment.group_limits import group_limits


def find_machine():
    """Describes machine and system.

    Returns:
        dict: ``system``, ``python``, ``processor`` (str), ``instructions`` (list of
        str), ``cores`` of the machine and ``usable_cores`` of this process (int),
        ``core_limit`` (float or None) and ``memory_limit_bytes`` (int or None) of its
        control group, ``memory_bytes`` (int or None).
    """
    processor, features = find_processor()
    limits = group_limits()
    return {
        'system': platform.platform(), 'python': platform.python_version(),
        'processor': processor, 'instructions': features, 'cores': os.cpu_count(),
        'usable_cores': count_cores(), 'core_limit': limits['cores'],
        'memory_bytes': _memory(), 'memory_limit_bytes': limits['memory_bytes']}


def _memory():
    try:
        return os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES')
    except (AttributeError, OSError, ValueError):
        return None
