"""Ctrl-C and SIGTERM while a network trains."""

import contextlib
import signal

from fashionseg.errors import Stopped

_current = None


class StopRequest:
    """Keeps Ctrl-C and SIGTERM back until what was begun is whole.

    Inside a ``with`` block of it, the first of these signals only asks for the end:
    :meth:`obey` raises then, at a place where nothing is half done. What may take long
    and can be left at any time runs in :meth:`at_once`, where the signal is obeyed
    when it comes. Another Ctrl-C ends at once, wherever the program is; another
    SIGTERM does nothing, since a parent process may send one after a Ctrl-C.
    """

    def __init__(self):
        self._signum = None
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

    @property
    def asked(self):
        """bool: Whether the end was asked for."""
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
        if request is None:
            yield
            return
        request._at_once = True
        try:
            request.obey()
            yield
        finally:
            request._at_once = False

    def _ask(self, signum, frame):
        if self.asked:
            if signum == signal.SIGINT:
                raise KeyboardInterrupt
            return
        self._signum = signum
        if self._at_once:
            self.obey()
