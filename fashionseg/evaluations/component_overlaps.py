import numpy as np


def component_overlaps(components_u, components_v):
    """All pairs of components that share pixels, and how many they share.

    Args:
        components_u: Component map (H, W), integers from 1 up.
        components_v: Same shape, numbered on its own.

    Returns:
        Three integer arrays of one length, sorted by u, then v: u, v and the
        number of shared pixels. No pair that shares nothing is listed, so there
        are at most H * W of them, however many components there are.
    """
    width = int(components_v.max()) + 1
    joint = components_u.ravel().astype(np.int64) * width + components_v.ravel()
    # Neighbouring pixels mostly belong to the same pair: sorting runs of pixels
    # in place of pixels is several times faster.
    starts = np.append(0, np.flatnonzero(joint[1:] != joint[:-1]) + 1)
    lengths = np.diff(starts, append=joint.size)
    pairs, which = np.unique(joint[starts], return_inverse=True)
    shared = np.zeros(len(pairs), np.int64)
    np.add.at(shared, which, lengths)
    return pairs // width, pairs % width, shared
