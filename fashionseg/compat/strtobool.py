"""chainercv/utils/download.py:4 imports distutils.util.strtobool.

Python 3.12 has no distutils; setuptools brings one only where it is installed.
"""

import contextlib
import importlib.util
import sys
import types


def _strtobool(text):
    text = text.lower()
    if text in ('y', 'yes', 't', 'true', 'on', '1'):
        return 1
    if text in ('n', 'no', 'f', 'false', 'off', '0'):
        return 0
    raise ValueError('invalid truth value {!r}'.format(text))


@contextlib.contextmanager
def patch(module):
    """Lends a stand-in while the module is imported, if there is no real one."""
    if importlib.util.find_spec('distutils') is not None:
        yield
        return
    package = types.ModuleType('distutils', __doc__)
    package.util = types.ModuleType('distutils.util', __doc__)
    package.util.strtobool = _strtobool
    sys.modules.update({'distutils': package, 'distutils.util': package.util})
    try:
        yield
    finally:
        del sys.modules['distutils'], sys.modules['distutils.util']
