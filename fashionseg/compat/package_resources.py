"""pkg_resources, gone from setuptools 81 on.

chainercv/__init__.py:1,15 asks it for ChainerCV's version; chainer/testing/
helper.py:6,39,43,68,72 and doctest_helper.py:3,18,21 for what is installed.
"""

import contextlib
import importlib
import importlib.metadata
import importlib.util
import sys
import types
import warnings


class _ResolutionError(Exception):
    pass


class _WorkingSet:

    def require(self, *requirements):
        # matplotlib brings it along; only Chainer's own tests come here.
        from packaging.requirements import Requirement
        for requirement in map(Requirement, requirements):
            try:
                version = importlib.metadata.version(requirement.name)
            except importlib.metadata.PackageNotFoundError as error:
                raise _ResolutionError(str(requirement)) from error
            if version not in requirement.specifier:
                raise _ResolutionError(str(requirement))


def _get_distribution(name):
    return types.SimpleNamespace(version=importlib.metadata.version(name))


@contextlib.contextmanager
def patch(module):
    """Lends a stand-in while the module is imported, if there is no real one."""
    name = 'pkg_resources'
    if name in sys.modules or importlib.util.find_spec(name) is not None:
        with warnings.catch_warnings():
            warnings.filterwarnings('ignore', 'pkg_resources is deprecated')
            importlib.import_module(name)
        yield
        return
    stand_in = types.ModuleType(name, __doc__)
    stand_in.get_distribution = _get_distribution
    stand_in.WorkingSet = _WorkingSet
    stand_in.ResolutionError = _ResolutionError
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        sys.modules.pop(name, None)
