"""chainer/functions/array/resize_images.py:179-196 uses numpy.float, gone in 1.24.

Only `compute_indices_and_weights` does. Elsewhere the module asks `xp is numpy`,
so its own `numpy` must stay the real one: the function gets globals of its own.
"""

import contextlib
import types

import numpy

from fashionseg.compat.extended_module import ExtendedModule


@contextlib.contextmanager
def patch(module):
    """Gives `numpy.float` to the one function that reads it."""
    yield
    function = module.compute_indices_and_weights
    names = dict(vars(module), numpy=ExtendedModule(numpy, float=float))
    module.compute_indices_and_weights = types.FunctionType(
        function.__code__, names, function.__name__, function.__defaults__)
