"""What several processes must not do at the same time."""

import platform

from fashionseg.errors import UserError


def in_turn(processes, function):
    """Calls a function in every process, where a disk is shared not at the same time.

    The first process goes first, then the first of each other machine, then all the
    rest: whatever the first has made is there for those that share its disk.

    Args:
        processes (Processes): All of them.
        function (callable): Without arguments.

    Returns:
        What the function returned in this process.

    Raises:
        UserError: The function raised it in one of them; all of them raise it.
        OSError: In the same way.
    """
    turn = 0 if processes.is_first else 1 if processes.place == 0 else 2
    result = None
    for running in range(3 if processes.size > 1 else 1):
        failure = None
        if running == turn:
            try:
                result = function()
            except (UserError, OSError) as error:
                failure = error
        failures = processes.gather((failure, platform.node()))
        for rank, (failure, node) in enumerate(failures):
            if isinstance(failure, UserError) and rank > 0:
                raise UserError(f'{failure} (process {rank}, on {node})')
            if failure is not None:
                raise failure
    return result
