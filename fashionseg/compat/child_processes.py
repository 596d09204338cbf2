"""A process started with spawn or forkserver unpickles Chainer's objects.

It would import Chainer before fashionseg, and fail, whenever the main program is
not a file that imports fashionseg (`python -c`, pytest, a notebook). What Python
sends first (multiprocessing/spawn.py, `get_preparation_data`) therefore carries an
object that imports fashionseg when it is unpickled.
"""

import contextlib
import os
import runpy


class _Preparation:

    def __reduce__(self):
        # The child does not know yet where to find fashionseg: go by the path.
        folder = os.path.dirname(os.path.abspath(__file__))
        return runpy.run_path, (os.path.join(folder, 'start_child.py'),)


@contextlib.contextmanager
def patch(module):
    """Adds one entry to the preparation data, which Python otherwise ignores."""
    yield
    get_preparation_data = module.get_preparation_data

    def get_prepared(name):
        return dict(get_preparation_data(name), fashionseg=_Preparation())

    module.get_preparation_data = get_prepared
