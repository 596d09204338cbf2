"""The start of MPI."""

import importlib
import signal
import warnings

from fashionseg.errors import UserError
from fashionseg.processes.processes import Processes

PATIENCE = 120  # seconds until every process has started and comes here


def join_processes(launch, on_gpu=False):
    """Meets the processes that were started together.

    The import of mpi4py starts MPI, and a process that the launcher has not started
    must not do that: a data worker, for instance. So it is imported here and nowhere
    at the top of a file.

    MPI waits for ever for a process that ended before it came here, and nothing else
    runs meanwhile. After ``PATIENCE`` the system ends this process by SIGALRM, and the
    launcher then ends the others.

    Args:
        launch (Launch): See :func:`~fashionseg.processes.find_launch`.
        on_gpu (bool): Whether gradients are on GPUs. ChainerMN's ``pure_nccl`` then
            averages them, on CPUs its ``naive``.

    Returns:
        Processes: All of them.

    Raises:
        UserError: mpi4py, MPI or NCCL is missing, or MPI does not know of the other
            processes.
    """
    size = launch.size
    if size == 1:
        return Processes()
    signal.alarm(PATIENCE)
    try:
        with warnings.catch_warnings():
            # What mpi4py suspects is looked for below.
            warnings.filterwarnings('ignore', message='suspicious MPI')
            world = importlib.import_module('mpi4py.MPI').COMM_WORLD
    except ImportError:
        raise UserError(
            f"{size} processes were started together and need mpi4py and MPI: pip "
            "install 'fashionseg[mpi]', or start one process") from None
    finally:
        signal.alarm(0)
    if world.size != size:
        raise UserError(
            f'{size} processes were started together and MPI knows of {world.size}: '
            'start them with the mpiexec of the MPI that mpi4py uses (pip puts it '
            'into .venv/bin), or with srun --mpi=pmi2 or --mpi=pmix')
    create = importlib.import_module('chainermn').create_communicator
    try:
        return Processes(create('pure_nccl' if on_gpu else 'naive', world))
    except RuntimeError as error:
        raise UserError(
            f'several processes with GPUs need CuPy and NCCL ({error}): install the '
            'extra cuda12 or cuda13 and nvidia-nccl-cu12 (or -cu13), or give --devices '
            'cpu') from None
