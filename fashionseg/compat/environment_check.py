"""chainer/_environment_check.py:6-7 imports numpy.distutils and pkg_resources.

Both are gone (Python 3.12, setuptools 81). The module warns of Python 3.5.0, of
macOS's Accelerate and of versions of CuPy newer than Chainer knows: the first two
are history, the third would warn of every CuPy that works today.
"""

import contextlib
import sys
import types


@contextlib.contextmanager
def patch(module):
    """Puts a module with an empty `check` in its place."""
    stand_in = types.ModuleType('chainer._environment_check', __doc__)
    stand_in.check = lambda: None
    sys.modules.setdefault(stand_in.__name__, stand_in)
    yield
