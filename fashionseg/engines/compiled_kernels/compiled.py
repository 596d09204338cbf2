"""How the kernels are compiled."""

import glob
import hashlib
import os

import llvmlite.binding as llvm
import numba


def _cache_folder():
    """Where `make setup` keeps its wheels, too: nothing is compiled a second time."""
    base = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
    own = os.environ.get('FASHIONSEG_CACHE') or os.path.join(base, 'fashionseg')
    # Numba looks for changes in a kernel's own file alone, and kernels call others.
    digest = hashlib.sha256()
    for path in sorted(glob.glob(os.path.join(
            os.path.dirname(os.path.dirname(__file__)), '*_kernels', '*.py'))):
        with open(path, 'rb') as file:
            digest.update(file.read())
    return os.path.join(os.path.abspath(own), f'kernels-{digest.hexdigest()[:16]}')


numba.config.CACHE_DIR = _cache_folder()
_features = llvm.get_host_cpu_features()
if _features.get('avx512f'):
    # LLVM would leave half of each vector unused: a third slower here.
    _features['prefer-256-bit'] = False
    numba.config.CPU_FEATURES = _features.flatten()
# LLVM would use no vectors where more pairs of arrays might overlap.
llvm.set_option('', '--runtime-memory-check-threshold=100')


def compiled(function):
    """Decorates a function of numbers and arrays that Numba compiles at its first call.

    Sums are added in whatever order is fastest. The interpreter is let go of, so that
    threads run side by side.
    """
    options = {'nogil': True, 'error_model': 'numpy',
               'fastmath': {'contract', 'nsz', 'reassoc'}}
    try:
        return numba.njit(cache=True, **options)(function)
    except RuntimeError:  # no folder that can be written
        return numba.njit(**options)(function)
