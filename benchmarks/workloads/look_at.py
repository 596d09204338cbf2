"""A process and its children, seen from outside (Linux only)."""

import os
import pathlib
import time


def look_at(pid):
    """Looks once at a process and at those that it has started.

    Args:
        pid (int): The process.

    Returns:
        dict: ``time``; ``pids``; ``processes``, how many; ``memory``, resident bytes
        of the process and then of each child that has worked, the oldest first;
        ``files``, open in all of them; ``shared``, segments of shared memory that the
        process maps.
    """
    pids = [pid, *_children(pid)]
    memory, files = [], 0
    for one in pids:
        try:
            words = pathlib.Path(f'/proc/{one}/cmdline').read_bytes()
            if b'resource_tracker' not in words:
                memory.append(_resident(one))
            files += len(os.listdir(f'/proc/{one}/fd'))
        except OSError:
            pass  # it ended meanwhile
    try:
        lines = pathlib.Path(f'/proc/{pid}/maps').read_text().splitlines()
    except OSError:
        lines = []
    return {'time': time.monotonic(), 'pids': pids, 'processes': len(pids),
            'memory': memory, 'files': files,
            'shared': sum('/pym-' in line or '/dev/shm/' in line for line in lines)}


def _children(pid):
    found = []
    for name in os.listdir('/proc'):
        try:
            fields = pathlib.Path(f'/proc/{name}/stat').read_text().rpartition(')')[2]
        except OSError:
            continue
        if name.isdecimal() and int(fields.split()[1]) == pid:
            found.append(int(name))
    return sorted(found)


def _resident(pid):
    for line in pathlib.Path(f'/proc/{pid}/status').read_text().splitlines():
        if line.startswith('VmRSS:'):
            return int(line.split()[1]) * 1024
    return 0
