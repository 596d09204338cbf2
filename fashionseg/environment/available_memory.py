"""How much memory a run can get."""

from collections import namedtuple
import os

from fashionseg.environment.control_groups import control_groups
from fashionseg.environment.read_text import read_text

AvailableMemory = namedtuple('AvailableMemory', 'n_byte source')
AvailableMemory.__doc__ = """Memory that is free or can be freed.

* ``n_byte`` (int): Bytes.
* ``source`` (str): What bounds it, for messages.
"""

# What says the bound, what is in use, and which lines of memory.stat tell how much of
# that is copies of files, which the kernel drops when memory is needed.
_FILES = {
    1: ('memory.limit_in_bytes', 'memory.usage_in_bytes',
        ('total_inactive_file', 'total_active_file')),
    2: ('memory.max', 'memory.current', ('inactive_file', 'active_file'))}


def available_memory(root='/'):
    """Asks the system and the control groups of this process.

    A container's memory is bounded by a control group, which the system's own count
    does not know of. Both versions are looked at, and every group that this process's
    own lies in, since each can have a bound.

    Args:
        root (str): Folder with ``proc`` and ``sys``.

    Returns:
        AvailableMemory or None: The least of them; None where the system, not being
        Linux, does not say.
    """
    found = [AvailableMemory(n_byte, 'of the machine')
             for n_byte in [_of_machine(root)] if n_byte is not None]
    for folder, version in control_groups('memory', root):
        n_byte = _of_group(folder, *_FILES[version])
        if n_byte is not None:
            found.append(AvailableMemory(n_byte, f'of the control group {folder}'))
    return min(found, default=None)


def _of_machine(root):
    text = read_text(os.path.join(root, 'proc/meminfo')) or ''
    for line in text.splitlines():
        if line.startswith('MemAvailable:'):
            return int(line.split()[1]) * 1024
    return None


def _of_group(folder, limit, usage, dropped):
    limit, usage = (read_text(os.path.join(folder, name)) for name in (limit, usage))
    if limit is None or usage is None or limit.strip() == 'max':
        return None
    statistics = dict(
        line.split() for line in
        (read_text(os.path.join(folder, 'memory.stat')) or '').splitlines())
    in_use = int(usage) - sum(int(statistics.get(name, 0)) for name in dropped)
    return max(int(limit) - max(in_use, 0), 0)
