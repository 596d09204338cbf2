"""Whether this process was started alone."""

from collections import namedtuple

Launch = namedtuple('Launch', 'rank size place')
Launch.__doc__ = """What the launcher says to each process that it starts.

* ``rank``: Number of this process, from 0.
* ``size``: How many were started together.
* ``place``: Number of this process among those on its machine, from 0.
"""

# Variables with the rank and the size, and with the place.
VARIABLES = (
    # MPICH's and Intel MPI's mpiexec; srun --mpi=pmi2 sets the first two.
    ('PMI_RANK', 'PMI_SIZE', ('MPI_LOCALRANKID', 'SLURM_LOCALID')),
    # Open MPI's mpiexec.
    ('OMPI_COMM_WORLD_RANK', 'OMPI_COMM_WORLD_SIZE', ('OMPI_COMM_WORLD_LOCAL_RANK',)),
    # srun. SLURM_NTASKS would be there in a batch script itself, too.
    ('SLURM_PROCID', 'SLURM_STEP_NUM_TASKS', ('SLURM_LOCALID',)),
)


def find_launch(environment):
    """Reads from the environment who started this process.

    Nothing is imported for it, so that it can be asked where MPI is not installed.

    Args:
        environment (dict): As ``os.environ``.

    Returns:
        Launch: ``(0, 1, 0)`` for one that was started alone.
    """
    for rank, size, places in VARIABLES:
        rank, size = environment.get(rank, ''), environment.get(size, '')
        if rank.isdecimal() and size.isdecimal():
            place = next((environment[name] for name in places if name in environment),
                         rank)
            return Launch(int(rank), int(size), int(place))
    return Launch(0, 1, 0)
