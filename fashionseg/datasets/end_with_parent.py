"""A process that never outlives the one that started it."""

import multiprocessing
import os
import threading


def end_with_parent():
    """Ends this process, started by multiprocessing, as soon as its parent is gone.

    A parent that is killed cannot end its children, which would wait for ever.
    """
    threading.Thread(target=_wait, daemon=True).start()


def _wait():
    multiprocessing.parent_process().join()
    os._exit(1)
