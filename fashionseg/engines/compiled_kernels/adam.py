"""Adam in one pass over the memory."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.numpy_kernels.threads import THREADS

_FEWEST = 1 << 15  # numbers that are worth a thread


def adam(param, grad, m, v, rate, beta1, beta2, eps):
    """See :meth:`fashionseg.engines.engine.Engine.adam`."""
    arrays = [array.reshape(-1) for array in (param, grad, m, v)]
    numbers = [param.dtype.type(n) for n in (rate, 1 - beta1, 1 - beta2, eps)]
    step = max(_FEWEST, -(-param.size // THREADS.count))
    THREADS.run(
        lambda start: _update(*(array[start:start + step] for array in arrays),
                              *numbers), range(0, param.size, step))


@compiled
def _update(param, grad, m, v, rate, share1, share2, eps):
    for i in range(len(param)):
        m[i] += share1 * (grad[i] - m[i])
        v[i] += share2 * (grad[i] * grad[i] - v[i])
        param[i] -= rate * m[i] / (np.sqrt(v[i]) + eps)
