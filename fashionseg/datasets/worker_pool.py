"""Processes of which none ends, hangs or fails unseen."""

from collections import deque
import ctypes
import multiprocessing
from multiprocessing import connection, resource_tracker, util
import signal
import sys
import threading
import time

from fashionseg.datasets.describe_end import describe_end
from fashionseg.datasets.patience import patience
from fashionseg.datasets.work_off import NOTHING, work_off
from fashionseg.errors import UserError

_SLICE = 1.  # seconds of one look
_NOTE = 10.  # seconds after which a person is told what is waited for
_START = 10  # A start takes a second or two of a whole core, and a photo a hundredth.


class WorkerPool:
    """Processes that call a function with each item of the lists that they are given.

    Python's own pools do not tell which process died of what, or that one hangs, and
    their semaphores have names that a killed group of processes leaves behind. Here
    each process has a pipe of its own, and ends with it.

    A process hangs when it stays at one item for :func:`~fashionseg.datasets.patience.
    patience` seconds while the item is waited for; to start it has ten times as long.
    Only seconds in which this process ran itself are counted: a machine that is slow or
    asleep slows the count, too.

    Args:
        n_process (int): Processes, >= 1. They start at once.
        function (callable): At module level, or a partial of such a one.
        name (callable): Item -> what messages call it.
        who (str): What messages call one of the processes.
        advice (str): What may help when one dies.
        n_ahead (int): Lists that a process is given ahead of their turn. A list that
            is given ahead, and the results of one, must be small (some kilobytes).
        start (callable): Called first in each process; at module level.
    """

    def __init__(self, n_process, function, name, who, advice, n_ahead=0, start=None):
        self._name, self._who, self._advice = name, who, advice
        self._n_ahead = n_ahead
        self._queue = deque()  # (number, items) that no process has yet
        self._n_list = 0
        self._results = {}  # number -> results that nobody has taken yet
        self._workers = []
        self.end = util.Finalize(
            self, _end, (self._workers,), exitpriority=10)
        context = multiprocessing.get_context('spawn')
        # Number of the list and place in it, of the item that each is at.
        self._at = context.RawArray(ctypes.c_int64, 2 * n_process)
        self._at[:] = [NOTHING] * (2 * n_process)
        for k in range(n_process):
            self._workers.append(_Worker(context, self._at, k, start, function))

    def submit(self, items):
        """Takes a list of items into the queue.

        Args:
            items (list): What the function is called with; picklable.

        Returns:
            int: Number of the list.

        Raises:
            UserError: A process died.
        """
        self._n_list += 1
        self._queue.append((self._n_list, items))
        self._feed()
        return self._n_list

    def results(self, number):
        """Waits for a list and hands over its results, once.

        Args:
            number (int): From :meth:`submit`.

        Returns:
            list: What the function returned for each item.

        Raises:
            UserError: A process died or hangs; the message names the item.
            Exception: What the function raised.
        """
        waited, seen, noted = 0., None, False
        while number not in self._results:
            start = time.monotonic()
            self._look(_SLICE)
            where = self._where(number)
            # A process that was stopped, or had no turn, does not count that time.
            waited += min(time.monotonic() - start, _SLICE)
            if where is None or where != seen:
                waited, seen, noted = 0., where, False
                continue
            factor = _START if where[1] == NOTHING else 1
            if waited >= factor * patience():
                raise UserError(
                    f'{self._who} hangs: {self._item(where)} has taken '
                    f'{waited:.0f} s; look at it and at its disk, or set '
                    'FASHIONSEG_PATIENCE to more seconds')
            if waited >= factor * _NOTE and not noted:
                noted = True
                print(f'note: {self._item(where)} has taken {waited:.0f} s so far; the '
                      f'work ends after {factor * patience():.0f} s '
                      '(FASHIONSEG_PATIENCE)', file=sys.stderr, flush=True)
        results, error = self._results[number]
        if error is not None:
            raise error  # and again, should it be asked for again
        del self._results[number]
        return results

    def _feed(self):
        while self._queue:
            worker = min(self._workers, key=lambda worker: len(worker.lists))
            if len(worker.lists) > self._n_ahead:
                return
            number, items = self._queue.popleft()
            worker.lists[number] = items
            try:
                worker.pipe.send((number, items))
                continue
            except OSError:
                pass
            # Not in the handler: what is raised there holds on to what was being sent,
            # and Python 3.13 complains when it lets go of that at its end.
            self._die(worker)

    def _look(self, seconds):
        """Takes what the processes have sent, in so many seconds at most."""
        ready = connection.wait(
            [end for worker in self._workers
             for end in (worker.pipe, worker.process.sentinel)], seconds)
        for worker in self._workers:
            try:
                while worker.pipe in ready and worker.pipe.poll():
                    number, *self._results[number] = worker.pipe.recv()
                    del worker.lists[number]
            except (EOFError, OSError):
                self._die(worker)
        for worker in self._workers:
            if worker.process.sentinel in ready:
                self._die(worker)
        self._feed()

    def _die(self, worker):
        worker.process.join(_SLICE)  # the exit code comes a moment after the end
        where = self._place(worker)
        at = f' at {self._item(where)}' if where[1] in worker.lists else ''
        raise UserError(f'{self._who} died{at} ({describe_end(worker.process)}); '
                        f'{self._advice}')

    def _where(self, number):
        for worker in self._workers:
            if number in worker.lists:
                return self._place(worker)
        return None

    def _place(self, worker):
        k = 2 * self._workers.index(worker)
        return worker, self._at[k], self._at[k + 1]

    def _item(self, where):
        worker, number, k = where
        if number == NOTHING:
            return 'the start of a process'
        # One that has finished its list has not begun the next.
        items = worker.lists.get(number) or next(iter(worker.lists.values()))
        return self._name(items[min(k, len(items) - 1)])


class _Worker:
    """A process, this end of its pipe, and the lists that it has to work off."""

    def __init__(self, context, at, k, start, function):
        self.lists = {}
        self.pipe, end = context.Pipe()
        in_main_thread = threading.current_thread() is threading.main_thread()
        self.process = context.Process(
            target=work_off, args=(end, at, k, in_main_thread, start, function),
            daemon=True)
        # Ctrl-C and SIGTERM are for this process alone, from the first moment on. The
        # tracker would let them through again if it were started in between.
        resource_tracker.ensure_running()
        signals = signal.SIGINT, signal.SIGTERM
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            end.close()


def _end(workers):
    for worker in workers:
        worker.process.kill()
    for worker in workers:
        worker.process.join(_NOTE)
        worker.pipe.close()
    workers.clear()
