import pytest

from fashionseg.processes import find_launch


@pytest.mark.parametrize('environment, expected', [
    ({}, (0, 1, 0)),
    ({'PMI_RANK': '2', 'PMI_SIZE': '3', 'MPI_LOCALRANKID': '1'}, (2, 3, 1)),  # MPICH
    ({'PMI_RANK': '2', 'PMI_SIZE': '3', 'SLURM_LOCALID': '0'}, (2, 3, 0)),  # pmi2
    ({'OMPI_COMM_WORLD_RANK': '1', 'OMPI_COMM_WORLD_SIZE': '2',
      'OMPI_COMM_WORLD_LOCAL_RANK': '0'}, (1, 2, 0)),
    # A process of srun, in a job of 8 whose step has 4.
    ({'SLURM_PROCID': '3', 'SLURM_NTASKS': '8', 'SLURM_STEP_NUM_TASKS': '4',
      'SLURM_LOCALID': '1'}, (3, 4, 1)),
    # The batch script itself, before any srun.
    ({'SLURM_PROCID': '0', 'SLURM_NTASKS': '8', 'SLURM_LOCALID': '0'}, (0, 1, 0)),
    # Open MPI's mpirun in a batch script starts its helpers, one a machine, by srun.
    ({'SLURM_PROCID': '1', 'SLURM_STEP_NUM_TASKS': '2',
      'OMPI_COMM_WORLD_RANK': '5', 'OMPI_COMM_WORLD_SIZE': '8',
      'OMPI_COMM_WORLD_LOCAL_RANK': '1'}, (5, 8, 1)),
    ({'PMI_RANK': '1'}, (0, 1, 0)), ({'PMI_RANK': 'x', 'PMI_SIZE': '3'}, (0, 1, 0)),
    ({'PMI_RANK': '0', 'PMI_SIZE': '1'}, (0, 1, 0))])
def test_variables_of_the_launchers(environment, expected):
    assert find_launch({'PATH': '/bin', **environment}) == expected
