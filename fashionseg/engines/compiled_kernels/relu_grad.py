"""Gradient of a ReLU in one pass over the memory."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.numpy_kernels.threads import THREADS


def relu_grad(gy, y, out):
    """Writes ``gy`` where ``y`` > 0, else 0, to ``out``, and returns it.

    Args:
        gy, y (numpy.ndarray): Single or double precision, of one shape.
        out (numpy.ndarray): Likewise, contiguous, or ``gy`` itself.
    """
    arrays = [np.ascontiguousarray(array).reshape(-1) for array in (gy, y, out)]
    step = -(-y.size // THREADS.count)
    THREADS.run(lambda start: _mask(*(array[start:start + step] for array in arrays)),
                range(0, y.size, step))
    return out


@compiled
def _mask(gy, y, out):
    for i in range(len(y)):
        out[i] = gy[i] if y[i] > 0 else gy.dtype.type(0)
