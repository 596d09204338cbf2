"""Pooling by maxima, and its inverses, a range of maps for each thread."""

import numpy as np

from fashionseg.engines.compiled_kernels.pool import gather, pool, scatter
from fashionseg.engines.numpy_kernels.threads import THREADS


def max_pool(x, ksize, stride, pad, out_size):
    """See :meth:`fashionseg.engines.engine.Engine.max_pool`."""
    y = np.empty(x.shape[:2] + tuple(out_size), x.dtype)
    indexes = np.empty(y.shape, np.int32)
    _share(pool, x, y, indexes, window=(*ksize, *stride, *pad))
    return y, indexes


def scatter_maps(values, indexes, size, ksize, stride, pad):
    """Each value at the place of its window that its index names, summed, else 0.

    Args:
        values, indexes (numpy.ndarray): (N, C, H', W').
        size (tuple of int): Height and width of what is returned.
        ksize, stride, pad (tuple of int): The windows, as (y, x).

    Returns:
        numpy.ndarray: (N, C, *size).
    """
    y = np.zeros(values.shape[:2] + tuple(size), values.dtype)
    _share(scatter, values, indexes, y, window=(*ksize, *stride, *pad))
    return y


def gather_maps(y, indexes, ksize, stride, pad):
    """The numbers of y at ``indexes``, of their shape; the inverse of scattering."""
    values = np.empty(indexes.shape, y.dtype)
    _share(gather, y, indexes, values, window=(*ksize, *stride, *pad))
    return values


def _share(kernel, *arrays, window):
    maps = [np.ascontiguousarray(array).reshape(-1, *array.shape[2:])
            for array in arrays]
    window = tuple(map(int, window))
    step = -(-len(maps[0]) // THREADS.count)
    THREADS.run(
        lambda first: kernel(*(array[first:first + step] for array in maps), window),
        range(0, len(maps[0]), step))
