"""Whether this processor multiplies small matrices, and this process may ask for it."""

import ctypes
import functools
import platform
import sys

import llvmlite.binding as llvm

# Linux lends the unit's registers, which are large, to processes that ask for them:
# arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA).
_ARCH_PRCTL, _REQUEST, _TILES = 158, 0x1023, 18


@functools.lru_cache(maxsize=None)
def has_amx():
    """Asks once for the unit; bool."""
    features = llvm.get_host_cpu_features()
    if (sys.platform != 'linux' or platform.machine() != 'x86_64'
            or not all(features.get(name) for name in (
                'amx-tile', 'amx-bf16', 'avx512f', 'avx512bw'))):
        return False
    return ctypes.CDLL(None).syscall(_ARCH_PRCTL, _REQUEST, _TILES) == 0
