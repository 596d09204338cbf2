"""Gradient of a ReLU, in blocks on all threads."""

import numpy as np

from fashionseg.engines.numpy_kernels.scratch import scratch
from fashionseg.engines.numpy_kernels.threads import THREADS

# Three blocks of single precision stay in a core's cache.
_BLOCK_NUMBERS = 1 << 16


def relu_grad(gy, y, out):
    """Writes ``gy`` where ``y`` > 0, else 0, to ``out``, and returns it.

    Args:
        gy, y (numpy.ndarray): (N, C, H, W) float.
        out (numpy.ndarray): Likewise, or ``gy`` itself.
    """
    n_plane = max(1, _BLOCK_NUMBERS // y[0, 0].size)

    def work(block):
        i, planes = block
        mask = scratch('mask', y[i, planes].shape, bool)
        np.greater(y[i, planes], 0, out=mask)
        np.multiply(gy[i, planes], mask, out=out[i, planes])

    THREADS.run(work, [(i, slice(start, start + n_plane)) for i in range(len(y))
                       for start in range(0, y.shape[1], n_plane)])
    return out
