"""A process that never outlives the one that started it."""

import ctypes
import multiprocessing
import os
import signal
import threading

_PR_SET_PDEATHSIG = 1  # Linux's sys/prctl.h


def end_with_parent(started_in_main_thread=False):
    """Ends this process, started by multiprocessing, as soon as its parent is gone.

    A parent that is killed cannot end its children, which would wait for ever.

    Args:
        started_in_main_thread (bool): Whether the parent's main thread has started
            this process. Linux then ends it even where Python cannot: stopped, or
            deep in a library. (Linux means the thread, not the process.)
    """
    threading.Thread(target=_wait, daemon=True).start()
    if started_in_main_thread:
        try:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        except (AttributeError, OSError):
            pass  # not Linux: the thread alone watches


def _wait():
    multiprocessing.parent_process().join()
    os._exit(1)
