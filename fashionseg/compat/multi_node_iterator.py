"""chainermn/iterators/multi_node_iterator.py:137 calls int on an array of shape (1,).

A TypeError since NumPy 2.4.
"""

import contextlib

import numpy


def _int(value):
    return numpy.asarray(value).astype(int).item()


@contextlib.contextmanager
def patch(module):
    """Gives this module an `int` that takes arrays of one element."""
    yield
    module.int = _int
