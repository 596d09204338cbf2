"""chainer/iterators/multiprocess_iterator.py:475 calls Thread.setDaemon.

Deprecated since Python 3.10: every training would print a DeprecationWarning.
"""

import contextlib
import threading

from fashionseg.compat.extended_module import ExtendedModule


class _Thread(threading.Thread):

    def setDaemon(self, daemonic):
        self.daemon = daemonic


@contextlib.contextmanager
def patch(module):
    """Gives this module a `Thread` whose `setDaemon` is silent."""
    yield
    module.threading = ExtendedModule(threading, Thread=_Thread)
