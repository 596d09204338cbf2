"""The processes of one run."""

import platform
import signal
import sys
import time

from fashionseg.errors import UserError

PATIENCE = 3.  # seconds in which processes that fail for the same reason have failed


class Processes:
    """All processes of a run, seen from one of them; without MPI there is only one.

    The first one writes all files and speaks to the user.

    Args:
        communicator: ChainerMN's, or None where there is one process.

    Attributes:
        communicator: The same.
        rank (int): Number of this process.
        size (int): How many there are.
        place (int): Number of this process among those on its machine.
        n_here (int): How many are on its machine.
    """

    def __init__(self, communicator=None):
        self.communicator = communicator
        self.rank, self.size, self.place, self.n_here = 0, 1, 0, 1
        if communicator is not None:
            self.rank, self.size = communicator.rank, communicator.size
            self.place, self.n_here = communicator.intra_rank, communicator.intra_size
            # A process that fails must not be mistaken for one that goes on.
            self._failures = communicator.mpi_comm.Dup()

    @property
    def is_first(self):
        """Whether this is the process that writes and speaks."""
        return self.rank == 0

    def gather(self, value):
        """Brings one value of each process to all of them.

        Args:
            value: Anything that can be pickled.

        Returns:
            list: ``size`` values, in the order of the processes.
        """
        if self.size == 1:
            return [value]
        return self.communicator.mpi_comm.allgather(value)

    def say(self, line):
        """Prints a line, once for all processes."""
        if self.is_first:
            print(line, flush=True)

    def from_first(self, function, *args):
        """Calls a function in the first process, for all.

        Args:
            function (callable): What it returns can be pickled.
            *args: Its arguments.

        Returns:
            What the function returned, in every process.

        Raises:
            UserError: The function raised it; so do all processes.
            OSError: In the same way.
        """
        if self.size == 1:
            return function(*args)
        outcome = None
        if self.is_first:
            try:
                outcome = function(*args), None
            except (UserError, OSError) as error:
                outcome = None, error
        value, error = self.communicator.bcast_obj(outcome)
        if error is not None:
            raise error
        return value

    def mean(self, values):
        """Averages numbers over the processes.

        Args:
            values (numpy.ndarray): float64, of the same shape in each process.

        Returns:
            numpy.ndarray: The same shape.
        """
        if self.size == 1:
            return values
        total = values.copy()
        self.communicator.mpi_comm.Allreduce(values, total)
        return total / self.size

    def end(self, line, status):
        """Tells of a failure once, and ends the other processes where they go on.

        When all fail within ``PATIENCE`` they have failed for the same reason: the
        first one tells it. A process that fails alone has the others waiting for it
        in the middle of a step, for ever; it tells its reason and ends them all.

        Args:
            line (str): What is told.
            status (int): Exit status.

        Returns:
            int: ``status``, for this process to end with.
        """
        if self.size > 1:
            for signum in (signal.SIGINT, signal.SIGTERM):
                signal.signal(signum, signal.SIG_IGN)  # it is ending
            if not self._all_failed():
                sys.stdout.flush()
                print(f'{line} (process {self.rank} of {self.size}, on '
                      f'{platform.node()})', file=sys.stderr, flush=True)
                self.communicator.mpi_comm.Abort(status)
        if self.is_first:
            print(line, file=sys.stderr, flush=True)
        return status

    def _all_failed(self):
        # The lower number is the first to lose its patience: one line, not two.
        last = time.monotonic() + PATIENCE + .5 * min(self.rank, 10)
        others = self._failures.Ibarrier()
        while not others.Test():
            if time.monotonic() > last:
                return False
            time.sleep(.02)
        return True
