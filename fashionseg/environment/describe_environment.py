"""All that a report on this machine says."""

import os

from fashionseg.environment.find_engines import find_engines
from fashionseg.environment.find_gpus import find_gpus
from fashionseg.environment.find_machine import find_machine
from fashionseg.environment.find_mpi import find_mpi
from fashionseg.environment.find_packages import find_packages
from fashionseg.environment.find_room import find_room
from fashionseg.environment.find_threads import find_threads


def describe_environment(out='results', data='data/prepared'):
    """Describes what a run would meet here. No optional package is imported but CuPy.

    Args:
        out (str): Folder of the results.
        data (str): Folder of the prepared photos.

    Returns:
        dict: A dict for each of ``machine``, ``packages``, ``threads``, ``engines``,
        ``gpus``, ``mpi``, ``room``; see the functions of these names. Sizes are bytes
        and their names end so; all of it can be written as JSON.
    """
    cache = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
    return {
        'machine': find_machine(), 'threads': find_threads(),
        'packages': find_packages(), 'engines': find_engines(), 'gpus': find_gpus(),
        'mpi': find_mpi(),
        'room': find_room({
            'results': out, 'photos': data,
            'cache': os.environ.get('FASHIONSEG_CACHE')
            or os.path.join(cache, 'fashionseg')})}
