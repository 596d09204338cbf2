from typing import NamedTuple

import numpy as np

from fashionseg.metrics.count_pairs import count_pairs


class PairCounts(NamedTuple):
    """Which values of two maps meet, and in how many pixels.

    Four integer arrays of one length, an entry for each pair that meets, in the order
    in which they are met. There are at most as many pairs as pixels, however many
    values the maps have.

    Attributes:
        a: Value in the first map.
        b: Value in the second map.
        n_pixel: Pixels with this pair, >= 1.
        pixel: Place of the first of them in the maps, read row by row.
    """

    a: np.ndarray
    b: np.ndarray
    n_pixel: np.ndarray
    pixel: np.ndarray

    @classmethod
    def of(cls, map_a, map_b):
        """Counts the pairs of two maps.

        Args:
            map_a: Integer array (H, W), values of int64.
            map_b: Same shape, same range.
        """
        # Compiled once for components, and once for everything else.
        dtype = np.uint32 if map_a.dtype == map_b.dtype == np.uint32 else np.int64
        flat_a, flat_b = (
            np.ascontiguousarray(part, dtype).ravel() for part in (map_a, map_b))
        pixel, n_pixel = count_pairs(flat_a, flat_b).T
        return cls(flat_a[pixel].astype(np.int64), flat_b[pixel].astype(np.int64),
                   n_pixel, pixel)
