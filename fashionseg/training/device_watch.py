"""What ends a run whose devices no longer answer."""

import multiprocessing.connection
import os
import signal
import sys
import threading
import time

_PAUSE = 0.5  # seconds between two looks at the time


class DeviceWatch:
    """A thread that ends this process when a device's process ends or a step does not.

    NCCL waits for ever for a device that is gone or hangs, in calls that nothing
    interrupts. The reason is printed as one line after ``error:``, all processes of
    the devices are killed, and this one ends with status 2.
    """

    def __init__(self):
        self._processes = {}  # sentinel -> (process, pipe)
        self._step = None  # when it began and how long it may take
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self, processes, pipes):
        """Begins to watch.

        Args:
            processes (list of fashionseg.training.device_process.DeviceProcess): The
                processes, started.
            pipes (list of multiprocessing.connection.Connection): This end of the
                pipe of each.
        """
        self._processes = {process.sentinel: (process, pipe)
                           for process, pipe in zip(processes, pipes)}
        self._thread.start()

    def stop(self):
        """From here on no end of a process is a failure."""
        self._processes = {}

    def wait_for_end(self):
        """Called where a process is known to have ended; the thread does the rest."""
        self._thread.join()

    def begin_step(self, longest):
        """The time of a step runs from here; ``longest`` are its seconds at most."""
        self._step = time.monotonic(), longest

    def end_step(self):
        """The step is done on every device."""
        self._step = None

    @property
    def in_step(self):
        """bool: Whether the devices may be waiting for this one."""
        return self._step is not None

    def _watch(self):
        while processes := self._processes:
            ended = multiprocessing.connection.wait(list(processes), _PAUSE)
            if self._processes and ended:
                self._end(_find_reason(*processes[ended[0]]))
            step = self._step  # which the other thread may take away
            if self._processes and step and time.monotonic() - step[0] > step[1]:
                self._end(f'a step has taken more than {step[1]:g} s: a device or its '
                          'process hangs; the same command goes on from the last '
                          'snapshot')

    def _end(self, reason):
        sys.stdout.flush()
        print(f'error: {reason}', file=sys.stderr, flush=True)
        for process, _ in self._processes.values():
            process.kill()
        os._exit(2)


def _find_reason(process, pipe):
    process.join()
    where = f'the process of {process.device}'
    try:
        if pipe.poll():
            return f'{where} failed: {pipe.recv()[1]}'
    except (EOFError, OSError):
        pass  # it was killed while it wrote
    if process.exitcode < 0:
        name = signal.Signals(-process.exitcode).name
        return (f'{where} was killed by {name} (out of memory?); the same command goes '
                'on from the last snapshot')
    return f'{where} ended with status {process.exitcode}'
