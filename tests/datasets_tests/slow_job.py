"""A job for worker processes that takes a while."""

import os
import pathlib
import time


def tell(folder):
    """Leaves a file named like the process."""
    pathlib.Path(folder, str(os.getpid())).touch()
    time.sleep(1)
