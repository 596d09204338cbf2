"""Adam in one pass over the memory."""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS

# Five arrays of so many numbers stay in the second-level cache.
_BLOCK = 1 << 15


def adam(param, grad, m, v, rate, beta1, beta2, eps):
    """See :meth:`fashionseg.engines.engine.Engine.adam`."""
    arrays = [array.reshape(-1) for array in (param, grad, m, v)]

    def work(start):
        block = slice(start, start + _BLOCK)
        _step(*(array[block] for array in arrays), rate, beta1, beta2, eps)

    THREADS.run(work, range(0, param.size, _BLOCK))


def _step(param, grad, m, v, rate, beta1, beta2, eps):
    change = scratch('adam', param.shape, param.dtype)
    np.subtract(grad, m, out=change)
    change *= 1 - beta1
    m += change
    np.multiply(grad, grad, out=change)
    change -= v
    change *= 1 - beta2
    v += change
    np.sqrt(v, out=change)
    change += eps
    np.divide(m, change, out=change)
    change *= rate
    param -= change
