"""Linear algebra and threads."""

import os

import numpy  # noqa: F401  so that its BLAS is there to be found
import threadpoolctl

from fashionseg.engines.default_threads import default_threads

VARIABLES = (
    'OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_CORETYPE',
    'ONEDNN_MAX_CPU_ISA', 'ATEN_CPU_CAPABILITY')


def find_threads():
    """Describes NumPy's BLAS and what says how many threads there are.

    Returns:
        dict: ``blas`` (library and version), ``core_type`` that it computes for,
        ``blas_threads``, ``run_threads`` (what a run uses unless told otherwise),
        ``variables``: those of ``VARIABLES`` that are set in the environment.
    """
    pools = [pool for pool in threadpoolctl.threadpool_info()
             if pool['user_api'] == 'blas']
    # Other libraries may bring a BLAS of their own.
    pools.sort(key=lambda pool: 'numpy' not in pool['filepath'])
    blas = pools[0] if pools else {}
    return {
        'blas': ' '.join(str(blas[key]) for key in ('internal_api', 'version')
                         if blas.get(key)) or 'unknown',
        'core_type': blas.get('architecture', 'unknown'),
        'blas_threads': blas.get('num_threads'), 'run_threads': default_threads(),
        'variables': {name: os.environ[name] for name in VARIABLES
                      if name in os.environ}}
