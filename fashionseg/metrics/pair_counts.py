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
            map_b: Same shape; both largest values have 62 binary digits together.
        """
        flat_a, flat_b = map_a.ravel(), map_b.ravel()
        # Neighbouring pixels mostly hold the same pair: from here on runs of pixels
        # are counted in place of pixels, of which there are far fewer.
        starts = _find_runs(flat_a, flat_b)
        lengths = np.diff(starts, append=flat_a.size)
        n_bit = int(map_b.max()).bit_length()
        joint = (flat_a[starts].astype(np.int64) << n_bit) | flat_b[starts]
        joint, order = _sort(joint, n_bit + int(map_a.max()).bit_length())
        firsts = _find_runs(joint)
        pixel = starts[order[firsts]]
        return cls(flat_a[pixel].astype(np.int64), flat_b[pixel].astype(np.int64),
                   np.add.reduceat(lengths[order], firsts), pixel)


def _find_runs(*columns):
    """Where one of the columns changes, and the first place."""
    changes = np.ones(columns[0].size, bool)
    np.not_equal(columns[0][1:], columns[0][:-1], out=changes[1:])
    for column in columns[1:]:
        changes[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changes)


def _sort(numbers, n_bit):
    """Sorts numbers below 2 ** n_bit; returns them and their places."""
    more = len(numbers).bit_length()
    if n_bit + more > 63:
        order = np.argsort(numbers)
        return numbers[order], order
    # NumPy sorts numbers in half the time of places: each takes its place along.
    joint = (numbers << more) | np.arange(len(numbers))
    joint.sort()
    return joint >> more, joint & ((1 << more) - 1)
