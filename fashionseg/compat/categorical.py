"""chainer/distributions/categorical.py:71-76 adds a list to numpy.meshgrid's result.

It is a tuple since NumPy 2.0.
"""

import contextlib

import numpy

from fashionseg.compat.extended_module import ExtendedModule


@contextlib.contextmanager
def patch(module):
    """Gives this module a `meshgrid` that returns a list."""
    yield

    def meshgrid(*arrays, **options):
        return list(numpy.meshgrid(*arrays, **options))

    module.numpy = ExtendedModule(numpy, meshgrid=meshgrid)
