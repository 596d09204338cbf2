"""How the kernels are compiled."""

import os

import llvmlite.binding as llvm
import numba

# Where `make setup` keeps its wheels, too. Nothing is compiled a second time.
_base = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
_cache = os.environ.get('FASHIONSEG_CACHE') or os.path.join(_base, 'fashionseg')
numba.config.CACHE_DIR = os.path.join(os.path.abspath(_cache), 'kernels')

_features = llvm.get_host_cpu_features()
if _features.get('avx512f'):
    # LLVM would leave half of each vector unused: a third slower here.
    _features['prefer-256-bit'] = False
    numba.config.CPU_FEATURES = _features.flatten()
# It would not use vectors at all where more pairs of arrays might overlap.
llvm.set_option('', '--runtime-memory-check-threshold=100')


def compiled(function):
    """Decorates a function of numbers and arrays that Numba compiles at its first call.

    Sums are added in whatever order is fastest. The interpreter is let go of, so that
    threads run side by side.
    """
    return numba.njit(cache=True, nogil=True, error_model='numpy',
                      fastmath={'contract', 'nsz', 'reassoc'})(function)
