"""Threads that share the work of one call."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
import os
import threading

from fashionseg.engines.compiled_kernels.tiny_numbers import (
    flush_tiny_numbers, restore_tiny_numbers)


class Threads:
    """A kept pool, of which the calling thread is one.

    NumPy lets go of the interpreter during its copies, additions and products, so
    that threads run side by side there. Each thread computes products of its own:
    BLAS must be told to start none. Gradients that die out pass through numbers that a
    processor takes 100 times as long for: here they are 0.
    """

    def __init__(self):
        self._inside = threading.local()
        self.set_count(1)
        if hasattr(os, 'register_at_fork'):
            # A child has none of its parent's threads.
            os.register_at_fork(after_in_child=self._forget)

    def set_count(self, count):
        """Makes ``count`` threads share the work from now on."""
        self._count = count
        self._forget()

    @property
    def count(self):
        """int: Threads that ``run`` would use here: 1 inside of its own work."""
        return 1 if getattr(self._inside, 'working', False) else self._count

    def run(self, work, items):
        """Calls ``work(item)`` for every item; which thread takes which is open.

        Args:
            work (callable): What it returns is dropped. What it raises is raised
                here, once all threads have ended.
            items (list): In the order in which they are taken.
        """
        count = min(self.count, len(items))
        if count <= 1:
            mode = flush_tiny_numbers()
            try:
                for item in items:
                    work(item)
            finally:
                restore_tiny_numbers(mode)
            return
        waiting = deque(items)
        pool = self._open_pool()
        others = [pool.submit(self._drain, work, waiting) for _ in range(count - 1)]
        try:
            self._drain(work, waiting)
        finally:
            waiting.clear()
            errors = [other.exception() for other in others]
        for error in filter(None, errors):
            raise error

    def _drain(self, work, waiting):
        self._inside.working = True
        mode = flush_tiny_numbers()
        try:
            while True:
                try:
                    item = waiting.popleft()
                except IndexError:
                    return
                work(item)
        finally:
            restore_tiny_numbers(mode)
            self._inside.working = False

    def _open_pool(self):
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._count - 1)
        return self._pool

    def _forget(self):
        self._pool = None


THREADS = Threads()
