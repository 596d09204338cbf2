import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled

# Slots of the table at first, a power of two: most photos have fewer than half as many
# pairs. Spreads numbers over the slots (the golden ratio times 2 ** 64).
_SLOTS, _SPREAD = 4096, np.uint64(0x9e3779b97f4a7c15)


def count_pairs(a, b):
    """Counts which values of two maps meet.

    Args:
        a: Integer array (N,), contiguous: the pixels of one map.
        b: Same shape and type, those of the other.

    Returns:
        int64 array (pairs, 2), in the order in which pairs are first met: its first
        pixel, and the number of its pixels.
    """
    starts, n_slot = _find_runs(a, b), _SLOTS
    while True:
        counts, is_whole = _count(a, b, starts, n_slot)
        if is_whole:
            return counts
        n_slot *= 8


@compiled
def _count(a, b, starts, n_slot):
    """The pairs, or those until the table is half full and begins to be slow."""
    n_pair, counts = 0, np.empty((n_slot // 2, 2), np.int64)
    slots = np.full(n_slot, -1, np.int64)
    for k in range(len(starts) - 1):
        pixel = starts[k]
        mixed = (np.uint64(a[pixel]) * _SPREAD + np.uint64(b[pixel])) * _SPREAD
        slot = np.int64(mixed >> np.uint64(32)) & (n_slot - 1)
        while slots[slot] >= 0:
            first = counts[slots[slot], 0]
            if a[first] == a[pixel] and b[first] == b[pixel]:
                break
            slot = (slot + 1) & (n_slot - 1)
        if slots[slot] < 0:
            if n_pair == len(counts):
                return counts, False
            slots[slot] = n_pair
            counts[n_pair, 0], counts[n_pair, 1] = pixel, 0
            n_pair += 1
        counts[slots[slot], 1] += starts[k + 1] - pixel
    return counts[:n_pair], True


@compiled
def _find_runs(a, b):
    """Where a pixel's pair is not that of the pixel before, and the end.

    Neighbouring pixels mostly hold the same pair. No branch has to be foreseen.
    """
    starts = np.empty(len(a) + 1, np.int64)
    starts[0], n_run = 0, 1
    for i in range(1, len(a)):
        starts[n_run] = i
        n_run += (a[i] != a[i - 1]) | (b[i] != b[i - 1])
    starts[n_run] = len(a)
    return starts[:n_run + 1]
