"""The photos that every contender gets."""

import numpy as np

from fashionseg.table_2 import INPUT_SIZE

PATCH = 16


def make_batch(n):
    """Random photos and labels, the same in every process.

    A quarter of the patches of 16 x 16 pixels holds a garment: so some classes are
    missing at every scale of the label pooling, as in photos.

    Args:
        n (int): Photos.

    Returns:
        tuple: x (n, 3, 224, 224) float32 in [0, 1) and t (n, 224, 224) int32 class
        ids from 0 to 13.
    """
    random = np.random.default_rng(0)
    x = random.random((n, 3, INPUT_SIZE, INPUT_SIZE), dtype=np.float32)
    patches = n, INPUT_SIZE // PATCH, INPUT_SIZE // PATCH
    t = random.integers(1, 14, patches, dtype=np.int32)
    t *= random.random(patches) < 0.25
    return x, t.repeat(PATCH, axis=1).repeat(PATCH, axis=2)
