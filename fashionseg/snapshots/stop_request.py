"""Ctrl-C and SIGTERM while a network trains."""

import contextlib
import signal

from fashionseg.errors import Stopped
from fashionseg.processes import Processes

_current = None


class StopRequest:
    """Keeps Ctrl-C and SIGTERM back until what was begun is whole.

    Inside a ``with`` block of it, the first of these signals only asks for the end:
    :meth:`obey` raises then, at a place where nothing is half done. What may take long
    and can be left at any time runs in :meth:`at_once`, where the signal is obeyed
    when it comes. Another Ctrl-C ends at once, wherever the program is; another
    SIGTERM does nothing, since a parent process may send one after a Ctrl-C.

    Of several processes none may leave the others in the middle of a step: a signal
    that reached any of them is obeyed once :meth:`agree` has told all, and
    :meth:`at_once` does nothing.

    Args:
        processes (fashionseg.processes.Processes): Those that are to end together.
    """

    def __init__(self, processes=Processes()):
        self._processes = processes
        self._heard = None  # the signal that came here
        self._agreed = None  # the one that all know of
        self._at_once = False

    def __enter__(self):
        global _current
        self._before = {signum: signal.signal(signum, self._ask)
                        for signum in (signal.SIGINT, signal.SIGTERM)}
        _current = self
        return self

    def __exit__(self, *error):
        global _current
        _current = None
        for signum, handler in self._before.items():
            signal.signal(signum, handler)

    def agree(self):
        """Tells all processes what came to any; all call it at the same place."""
        self._agreed = next(filter(None, self._processes.gather(self._heard)), None)

    @property
    def asked(self):
        """bool: Whether the end was asked for, as far as all processes know."""
        return self._signum is not None

    def obey(self):
        """Raises :class:`~fashionseg.errors.Stopped` if the end was asked for."""
        if self.asked:
            raise Stopped(self._signum)

    @staticmethod
    @contextlib.contextmanager
    def at_once():
        """Lets a signal end the block, also one that came before it.

        It does nothing in a program that keeps no signals back.

        Raises:
            fashionseg.errors.Stopped: There was one.
        """
        request = _current
        if request is None or request._processes.size > 1:
            yield
            return
        request._at_once = True
        try:
            request.obey()
            yield
        finally:
            request._at_once = False

    @property
    def _signum(self):
        return self._heard if self._processes.size == 1 else self._agreed

    def _ask(self, signum, frame):
        if self._heard is not None:
            if signum == signal.SIGINT:
                raise KeyboardInterrupt
            return
        self._heard = signum
        if self._at_once:
            self.obey()
