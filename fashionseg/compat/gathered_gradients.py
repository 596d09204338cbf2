"""chainer/training/updaters/multiprocess_parallel_updater.py:299,392 uses float16.

The kernels that put gradients together for several GPUs name that class of CuPy's. In
CuPy 14 it is no longer in each kernel's headers, only in those whose arguments have
that type, and theirs are addresses: they do not compile.
"""

import contextlib

from fashionseg.compat.extended_module import ExtendedModule

PREAMBLE = '#include <cupy/float16.cuh>'


@contextlib.contextmanager
def patch(module):
    """The kernels of this module alone include the header."""
    yield
    cuda = module.cuda

    def elementwise(*args, **options):
        if int(cuda.cupy.__version__.split('.')[0]) >= 14:
            options['preamble'] = PREAMBLE
        return cuda.elementwise(*args, **options)

    module.cuda = ExtendedModule(cuda, elementwise=elementwise)
