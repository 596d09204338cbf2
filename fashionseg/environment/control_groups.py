"""Where Linux keeps what a container or a batch system allows."""

import os

from fashionseg.environment.read_text import read_text


def control_groups(controller, root='/'):
    """Finds the control groups of this process that bound something.

    Each group that this process's own lies in can have a bound. In a container the
    path may be that of the machine outside, where only its top is there, which then
    is the container's own group.

    Args:
        controller (str): What is bounded: 'memory' or 'cpu'.
        root (str): Folder with ``proc`` and ``sys``.

    Yields:
        tuple: A folder (str), which need not be there, and the version of its files, 1
        or 2.
    """
    text = read_text(os.path.join(root, 'proc/self/cgroup')) or ''
    for line in text.splitlines():
        _, controllers, path = line.split(':', 2)
        if not controllers:
            top, version = 'sys/fs/cgroup', 2
        elif controller in controllers.split(','):
            top, version = f'sys/fs/cgroup/{controller}', 1
        else:
            continue
        while True:
            yield os.path.join(root, top, path.strip('/')).rstrip('/'), version
            if path in ('', '/'):
                break
            path = os.path.dirname(path)
