"""chainercv/utils/download.py:4 imports distutils.util.strtobool.

Python 3.12 has no distutils; Python 3.10 and 3.11 warn of theirs; setuptools brings
one only where it is installed.
"""

import contextlib
import sys
import types


def _strtobool(text):
    text = text.lower()
    if text in ('y', 'yes', 't', 'true', 'on', '1'):
        return 1
    if text in ('n', 'no', 'f', 'false', 'off', '0'):
        return 0
    raise ValueError(f'invalid truth value {text!r}')


@contextlib.contextmanager
def patch(module):
    """Lends a stand-in while the module is imported, whatever else there is."""
    package = types.ModuleType('distutils', __doc__)
    package.util = types.ModuleType('distutils.util', __doc__)
    package.util.strtobool = _strtobool
    names = ('distutils', 'distutils.util')
    real = {name: sys.modules[name] for name in names if name in sys.modules}
    sys.modules.update(zip(names, (package, package.util)))
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(real)
