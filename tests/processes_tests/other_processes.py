"""Processes that are threads of the test: what needs no MPI to be shown."""

import threading

from fashionseg.processes import Processes


class Threads:
    """Calls a function in ``size`` threads, each with its own :class:`Processes`.

    Args:
        machines (list of int): Machine of each process.
    """

    def __init__(self, machines):
        self._machines = machines
        self._barrier = threading.Barrier(len(machines), timeout=60)
        self._values = [None] * len(machines)

    def run(self, function):
        """Returns what each thread's call returned or raised."""
        outcomes = [None] * len(self._machines)

        def call(rank):
            try:
                outcomes[rank] = function(_Member(self, rank))
            except Exception as error:
                outcomes[rank] = error

        threads = [threading.Thread(target=call, args=(rank,))
                   for rank in range(len(outcomes))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes

    def exchange(self, rank, value):
        self._values[rank] = value
        self._barrier.wait()
        values = list(self._values)
        self._barrier.wait()
        return values


class _Member(Processes):
    def __init__(self, threads, rank):
        super().__init__()
        machines = threads._machines
        self._threads = threads
        self.rank, self.size = rank, len(machines)
        self.place = machines[:rank].count(machines[rank])
        self.n_here = machines.count(machines[rank])

    def gather(self, value):
        return self._threads.exchange(self.rank, value)
