"""mpi4py without an MPI library raises RuntimeError when mpi4py.MPI is imported.

chainermn/communicators/__init__.py:75 and chainercv/utils/testing/attr.py:24 catch
ImportError only, which older versions of mpi4py raised.
"""

import contextlib


@contextlib.contextmanager
def patch(module):
    """Turns it into the ImportError that the callers expect."""
    try:
        yield
    except RuntimeError as error:
        raise ImportError(
            'mpi4py finds no MPI library ({}): install one, for instance with '
            '"pip install mpich"'.format(error)) from error
