"""Random bits, many at a time."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled

N_LANE = 128  # generators side by side
_7, _9, _11, _21, _25 = map(np.uint32, (7, 9, 11, 21, 25))


@compiled
def random_words(state, words):
    """Draws the next word of each of 128 generators.

    Each is xoshiro128++ [#]_, whose arithmetic processors do for many at once; NumPy's
    generators, one after the other, take seven times as long.

    Args:
        state (numpy.ndarray): (4, 128) uint32, all of a column not 0; the four numbers
            of each generator, moved on.
        words (numpy.ndarray): (128,) uint32, gets the words.

    .. [#] D. Blackman, S. Vigna: Scrambled Linear Pseudorandom Number Generators. ACM
       Transactions on Mathematical Software, 2021.
    """
    for k in range(N_LANE):
        a, b, c, d = state[0, k], state[1, k], state[2, k], state[3, k]
        total = np.uint32(a + d)
        words[k] = np.uint32(total << _7 | total >> _25) + a
        shifted = np.uint32(b << _9)
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        state[0, k], state[1, k], state[2, k] = a, b, c
        state[3, k] = np.uint32(d << _11) | (d >> _21)
