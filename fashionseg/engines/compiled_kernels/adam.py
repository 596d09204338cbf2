"""Adam in one pass over the memory."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.numpy_kernels.threads import THREADS

_FEWEST = 1 << 15  # numbers that are worth a thread


def adam(params, grads, ms, vs, rate, beta1, beta2, eps, scale):
    """See :meth:`fashionseg.engines.engine.Engine.adam`."""
    kind = params[0].dtype.type
    numbers = [kind(n) for n in (rate, 1 - beta1, 1 - beta2, eps)]
    if scale is not None:
        for grad in grads:
            grad /= kind(scale)
    parts = []
    for arrays in zip(params, grads, ms, vs):
        arrays = [array.reshape(-1) for array in arrays]
        size = arrays[0].size
        step = max(_FEWEST, -(-size // THREADS.count))
        parts += [[array[start:start + step] for array in arrays]
                  for start in range(0, size, step)]
    # A thread takes many parameters at a time: most are small, and some may be empty.
    share = max(1, -(-len(parts) // (4 * THREADS.count)))
    THREADS.run(lambda first: _update_some(parts[first:first + share], numbers),
                range(0, len(parts), share))


def _update_some(parts, numbers):
    for arrays in parts:
        _update(*arrays, *numbers)


@compiled
def _update(param, grad, m, v, rate, share1, share2, eps):
    for i in range(len(param)):
        m[i] += share1 * (grad[i] - m[i])
        v[i] += share2 * (grad[i] * grad[i] - v[i])
        param[i] -= rate * m[i] / (np.sqrt(v[i]) + eps)
