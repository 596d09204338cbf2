"""The same numbers in all processes."""

import chainer
import numpy as np
from chainer.backends import cuda


def average_arrays(processes, arrays):
    """Replaces arrays by their means over the processes of a run, in one exchange.

    Args:
        processes (fashionseg.processes.Processes): All of them.
        arrays (list of array): Of floats, of the same shapes in every process, on a CPU
            or a GPU; MPI itself sees memory of the CPU alone.
    """
    flat = []
    for array in arrays:
        xp = chainer.backend.get_array_module(array)
        flat.append(cuda.to_cpu(xp.ravel(array)).astype(np.float64))
    means = processes.mean(np.concatenate(flat))
    ends = np.cumsum([array.size for array in arrays])
    for array, mean in zip(arrays, np.split(means, ends[:-1])):
        xp = chainer.backend.get_array_module(array)
        array[...] = xp.asarray(mean.reshape(array.shape), array.dtype)
