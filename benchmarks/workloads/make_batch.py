"""The photos that every contender gets."""

import numpy as np

from fashionseg.table_2 import INPUT_SIZE


def make_batch(n):
    """Random photos and labels, the same in every process.

    Args:
        n (int): Photos.

    Returns:
        tuple: x (n, 3, 224, 224) float32 in [0, 1) and t (n, 224, 224) int32 class
        ids from 0 to 13.
    """
    random = np.random.default_rng(0)
    x = random.random((n, 3, INPUT_SIZE, INPUT_SIZE), dtype=np.float32)
    t = random.integers(0, 14, (n, INPUT_SIZE, INPUT_SIZE), dtype=np.int32)
    return x, t
