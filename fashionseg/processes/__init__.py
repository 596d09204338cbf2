"""One process, or several that mpiexec or srun has started, for one run."""

from fashionseg.processes.find_launch import find_launch
from fashionseg.processes.in_turn import in_turn
from fashionseg.processes.join_processes import join_processes
from fashionseg.processes.processes import Processes
from fashionseg.processes.share_threads import share_threads

__all__ = ['Processes', 'find_launch', 'in_turn', 'join_processes', 'share_threads']
