"""How a command ends that several processes run together."""

import os
import platform
import sys
import traceback

from fashionseg.commands.run_command import run_command
from fashionseg.processes import find_launch, join_processes


def run_together(command, on_gpu, *args):
    """Calls a command in each of the processes that were started together.

    It does what :func:`~fashionseg.commands.run_command.run_command` does. What ends
    one process ends all, and is told once.

    Args:
        command (callable): Takes the :class:`~fashionseg.processes.Processes` before
            its arguments.
        on_gpu (bool): Whether each process computes on a GPU.
        *args: Its arguments.

    Returns:
        int: Exit status of this process.
    """
    launch = find_launch(os.environ)
    processes = None

    def call():
        nonlocal processes
        processes = join_processes(launch, on_gpu)
        return command(processes, *args)

    def end(line, status):
        if processes is not None:
            return processes.end(line, status)
        # What keeps a process from joining keeps all those on its machine.
        if launch.place == 0:
            where = f' (on {platform.node()})' if launch.rank > 0 else ''
            print(line + where, file=sys.stderr)
        return status

    try:
        return run_command(call, end=end)
    except Exception:
        if launch.size == 1:
            raise
        return end(traceback.format_exc().rstrip(), 1)
