"""chainer/functions/array/as_strided.py:10,252 uses numpy.sctypes, gone in NumPy 2.

Line 10 runs at import, before the module's own `np` can be extended: NumPy has the
name for just that long.
"""

import contextlib

import numpy

from fashionseg.compat.extended_module import ExtendedModule


@contextlib.contextmanager
def patch(module):
    """Gives `np.sctypes` to this module alone."""
    if hasattr(numpy, 'sctypes'):
        yield
        return
    numpy.sctypes = {
        'int': [numpy.int8, numpy.int16, numpy.int32, numpy.int64],
        'float': [numpy.float16, numpy.float32, numpy.float64, numpy.longdouble],
    }
    try:
        yield
        module.np = ExtendedModule(numpy, sctypes=numpy.sctypes)
    finally:
        del numpy.sctypes
