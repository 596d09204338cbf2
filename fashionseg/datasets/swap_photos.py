"""Photos change places until the evaluation part has enough of each class."""

from collections import deque

import numpy as np

# Swaps in a row that bring nothing before the search ends, and those for which a photo
# that has moved rests.
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
    by_class = np.ascontiguousarray(table.T)
    best, best_lack = held.copy(), _lack(table[held].sum(0), least)
    # Never so many that no photo is left to move.
    n_rest = int(min(N_REST, held.sum() - 1, (~held).sum() - 1))
    resting = deque(maxlen=2 * n_rest)
    easy, detours = True, 0
    while best_lack and detours < N_DETOUR:
        have = table[held].sum(0)
        lack = _lack(have, least)
        # Of all photos: by class, since mostly one or two are lacking.
        left = sum(np.maximum(least - have[c] - by_class[c], 0)
                   for c in np.flatnonzero(have < least))
        left[held] = lack
        if easy:
            coming = int((left < lack).argmax())
            going, after = _spare(table, held, have + table[coming], least)
        easy = easy and after < lack
        if not easy:
            left[held] = left[list(resting)] = lack + 1
            coming = int(left.argmin())
            going, after = _spare(table, held, have + table[coming], least, resting)
            resting.extend((coming, going))
        held[coming], held[going] = True, False
        detours += 1
        if after < best_lack:
            best, best_lack, detours = held.copy(), after, 0
    return best


def _lack(have, least):
    """How many annotations are lacking, over all classes."""
    return np.maximum(least - have, 0).sum(-1)


def _spare(table, held, have, least, resting=()):
    """The photo to let go, and what is lacking without it."""
    may_go = held.copy()
    may_go[list(resting)] = False
    places = np.flatnonzero(may_go)[::-1]
    left = _lack(have - table[places], least)
    return int(places[left.argmin()]), int(left.min())
