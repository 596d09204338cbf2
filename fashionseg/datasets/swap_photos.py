"""Photos change places until the evaluation part has enough of each class."""

from collections import deque

import numpy as np

# Swaps that do not help at once, tried where every useful photo displaces another; a
# photo that has moved rests for some of them.
N_DETOUR = 200
N_REST = 6


def swap_photos(table, held, least):
    """Repairs a random split by as few swaps as come easily.

    While each swap leaves less lacking, the photo that comes in is the first in the
    random order that helps. Where no such swap is left, the most useful photo comes
    in, even if the one that it displaces is missed more. The photo that goes is the
    one that is missed least, the last of equal ones.

    Args:
        table (numpy.ndarray): int64 (photos, classes), annotations; in random order.
        held (numpy.ndarray): bool (photos,), the evaluation part.
        least (int): Annotations of each class that the evaluation part needs.

    Returns:
        numpy.ndarray: bool (photos,), as many as in ``held``: the best part found.
    """
    held = held.copy()
    best, best_lack = held.copy(), _lack(table[held].sum(0), least)
    # Never so many that no photo is left to move.
    n_rest = int(min(N_REST, held.sum() - 1, (~held).sum() - 1))
    resting = deque(maxlen=2 * n_rest)
    detours = 0
    while best_lack and detours < N_DETOUR:
        have = table[held].sum(0)
        lack = _lack(have, least)
        left = np.where(held, lack, _lack(have + table, least))
        coming = int((left < lack).argmax())
        going, after = _spare(table, held, have + table[coming], least)
        if detours or after >= lack:
            detours += 1
            left[held] = left[list(resting)] = lack + 1
            coming = int(left.argmin())
            going, after = _spare(table, held, have + table[coming], least, resting)
            resting.extend((coming, going))
        held[coming], held[going] = True, False
        if after < best_lack:
            best, best_lack = held.copy(), after
    return best


def _lack(have, least):
    """How many annotations are lacking, over all classes."""
    return np.maximum(least - have, 0).sum(-1)


def _spare(table, held, have, least, resting=()):
    """The photo to let go, and what is lacking without it."""
    places = np.array([k for k in np.flatnonzero(held)[::-1] if k not in resting])
    left = _lack(have - table[places], least)
    return int(places[left.argmin()]), int(left.min())
