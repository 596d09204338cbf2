"""Random words, beside the published algorithm in whole numbers of Python."""

import numpy as np

from fashionseg.engines.compiled_kernels.random_words import N_LANE, random_words

_ALL = (1 << 32) - 1


def xoshiro128pp(state):
    """One generator of Blackman and Vigna, word after word, as they print it."""
    def rotl(x, k):
        return (x << k | x >> 32 - k) & _ALL

    s = [int(number) for number in state]
    while True:
        yield (rotl(s[0] + s[3] & _ALL, 7) + s[0]) & _ALL
        t = s[1] << 9 & _ALL
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 11)


def test_words_are_those_of_so_many_generators():
    state = np.random.default_rng(0).integers(0, 1 << 32, (4, N_LANE), np.uint32)
    state[:, 0] = 1, 2, 3, 4
    expected = [xoshiro128pp(column) for column in state.T.copy()]
    words = np.zeros(N_LANE, np.uint32)
    for step in range(50):
        random_words(state, words)
        assert words.tolist() == [next(generator) for generator in expected]


def test_first_words_by_hand():
    # State 1, 2, 3, 4: rotl(1 + 4, 7) + 1 = 641. The next state is 7, 0, 1026, 12288
    # = rotl(4 ^ 2, 11): rotl(12295, 7) + 7 = 1573767.
    state = np.ones((4, N_LANE), np.uint32)
    state[:, 0] = 1, 2, 3, 4
    words = np.zeros(N_LANE, np.uint32)
    random_words(state, words)
    assert words[0] == 641
    assert state[:, 0].tolist() == [7, 0, 1026, 12288]
    random_words(state, words)
    assert words[0] == 1573767
