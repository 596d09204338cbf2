"""Scripts under mpiexec, where MPI is installed."""

import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
# pip's MPI comes with its own; another one would not start our processes together.
MPIEXEC = shutil.which('mpiexec', path=str(pathlib.Path(sys.executable).parent)) \
    or shutil.which('mpiexec')

needs_mpi = pytest.mark.skipif(
    MPIEXEC is None or importlib.util.find_spec('mpi4py') is None,
    reason="mpi4py and MPI are not installed (pip install -e '.[mpi]')")


def start(n, argv, **environment):
    """Starts n processes of Python.

    Args:
        n (int): Processes.
        argv (list): Script and its arguments.
        **environment (str): Further variables.

    Returns:
        subprocess.Popen: mpiexec, with pipes of text.
    """
    return subprocess.Popen(
        [MPIEXEC, '-n', str(n), sys.executable, *map(str, argv)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'OMP_NUM_THREADS': '1',
             # Open MPI: for root, and for more processes than cores.
             'OMPI_ALLOW_RUN_AS_ROOT': '1', 'OMPI_ALLOW_RUN_AS_ROOT_CONFIRM': '1',
             'PRTE_MCA_rmaps_default_mapping_policy': ':oversubscribe',
             **environment})


def run(n, argv, status=0, **environment):
    """Runs them to their end; returns standard output and standard error."""
    process = start(n, argv, **environment)
    out, error = process.communicate(timeout=120)
    assert process.returncode == status, (process.returncode, out, error)
    return out, error
