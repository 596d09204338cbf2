"""What a container or a batch system allows."""

import pathlib

# No limit is a number near the largest one in the old form, a word in the new.
_UNLIMITED = 2 ** 60


def group_limits(of_process='/proc/self/cgroup', root='/sys/fs/cgroup'):
    """Reads the limits of this process's control group, both forms of Linux.

    Args:
        of_process (str): File that names the groups.
        root (str): Folder of all groups.

    Returns:
        dict: ``memory_bytes`` (int) and ``cores`` (float, processor time for each
        second), the smallest of the group and those around it; None without a limit.
    """
    memory, cores = [], []
    for controllers, path in _groups(of_process):
        if controllers == '':
            for folder in _upwards(pathlib.Path(root), path):
                memory.append(_number(folder / 'memory.max'))
                cores.append(_share(_words(folder / 'cpu.max')))
        if 'memory' in controllers.split(','):
            for folder in _upwards(pathlib.Path(root, 'memory'), path):
                memory.append(_number(folder / 'memory.limit_in_bytes'))
        if 'cpu' in controllers.split(','):
            for folder in _upwards(pathlib.Path(root, 'cpu'), path):
                cores.append(_share(
                    _words(folder / 'cpu.cfs_quota_us')
                    + _words(folder / 'cpu.cfs_period_us')))
    return {'memory_bytes': min(filter(None, memory), default=None),
            'cores': min(filter(None, cores), default=None)}


def _groups(of_process):
    try:
        lines = pathlib.Path(of_process).read_text().splitlines()
    except OSError:
        lines = []
    for line in lines:
        _, controllers, path = line.split(':', 2)
        yield controllers, path.strip('/')


def _upwards(root, path):
    """The folder of a group and all around it. In a container the path may be the
    host's, which is not there: then only the root is read."""
    folder = root / path
    while folder != root:
        yield folder
        folder = folder.parent
    yield root


def _words(path):
    try:
        return path.read_text().split()
    except OSError:
        return []


def _number(path):
    words = _words(path)
    if not words or not words[0].isdecimal() or int(words[0]) >= _UNLIMITED:
        return None
    return int(words[0])


def _share(words):
    """Quota and period of the processor's time."""
    if len(words) < 2 or not words[0].isdecimal():  # 'max' or -1: none
        return None
    return int(words[0]) / int(words[1])
