"""mpi4py 4.1 without an MPI library raises RuntimeError (mpi4py/_mpiabi.py:211).

chainermn/communicators/__init__.py:75 and chainercv/utils/testing/attr.py:24 catch
ImportError only, which older versions of mpi4py raised.
"""

import contextlib


@contextlib.contextmanager
def patch(module):
    """Turns it into the ImportError that the callers expect."""
    yield
    open_library = module._dlopen_libmpi

    def _dlopen_libmpi(libmpi=None):
        try:
            return open_library(libmpi)
        except RuntimeError as error:
            raise ImportError(
                'mpi4py finds no MPI library: install one, for instance with '
                '"pip install mpich"') from error

    module._dlopen_libmpi = _dlopen_libmpi
