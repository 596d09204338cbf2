"""Sums over all places of maps: the gradient by a bias."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled


def sum_pixels(maps):
    """Sums maps over photos and places.

    Args:
        maps (numpy.ndarray): (N, C, H, W), single or double precision.

    Returns:
        numpy.ndarray: (C,) of that dtype, summed in double precision.
    """
    n, n_channel = maps.shape[:2]
    sums = np.zeros(n_channel)
    _add(np.ascontiguousarray(maps).reshape(n, n_channel, -1), sums)
    return sums.astype(maps.dtype)


@compiled
def _add(maps, sums):
    for photo in maps:
        for c in range(len(sums)):
            places, total = photo[c], 0.
            for j in range(len(places)):
                total += places[j]
            sums[c] += total
