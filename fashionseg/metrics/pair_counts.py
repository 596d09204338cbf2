from typing import NamedTuple

import numpy as np


class PairCounts(NamedTuple):
    """Which values of two maps meet, and in how many pixels.

    Four integer arrays of one length, an entry for each pair that meets, sorted by
    ``a``, then ``b``. There are at most as many pairs as pixels, however many values
    the maps have.

    Attributes:
        a: Value in the first map.
        b: Value in the second map.
        n_pixel: Pixels with this pair, >= 1.
        pixel: Place of one of them in the maps, read row by row.
    """

    a: np.ndarray
    b: np.ndarray
    n_pixel: np.ndarray
    pixel: np.ndarray

    @classmethod
    def of(cls, map_a, map_b):
        """Counts the pairs of two maps.

        Args:
            map_a: Integer array (H, W), values >= 0.
            map_b: Same shape; the product of the two largest values is < 2**62.
        """
        flat_a, flat_b = map_a.ravel(), map_b.ravel()
        # Neighbouring pixels mostly hold the same pair: from here on runs of pixels
        # are counted in place of pixels, of which there are far fewer.
        changes = flat_a[1:] != flat_a[:-1]
        changes |= flat_b[1:] != flat_b[:-1]
        starts = np.append(0, np.flatnonzero(changes) + 1)
        lengths = np.diff(starts, append=flat_a.size)
        width = int(map_b.max()) + 1
        joint = flat_a[starts].astype(np.int64) * width + flat_b[starts]

        order = np.argsort(joint)
        joint = joint[order]
        firsts = np.append(0, np.flatnonzero(joint[1:] != joint[:-1]) + 1)
        a, b = np.divmod(joint[firsts], width)
        return cls(a, b, np.add.reduceat(lengths[order], firsts),
                   starts[order[firsts]])
