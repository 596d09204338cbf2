"""Equations 9 to 14 once more: SciPy's labelling and plain loops, photo by photo."""

import collections

import numpy as np
import scipy.ndimage

STRUCTURES = {4: [[0, 1, 0], [1, 1, 1], [0, 1, 0]], 8: [[1, 1, 1]] * 3}


def iou(truth, prediction, k):
    """The term of one photo in Eq. 9, None where class k is in neither map."""
    t, p = truth == k, prediction == k
    return np.sum(t & p) / np.sum(t | p) if (t | p).any() else None


def ccss(shared, ours, theirs):
    """Eq. 11: of each component of ours, the best IoU with one of theirs."""
    best = dict.fromkeys(ours, 0.)
    for (u, v), n in shared.items():
        if u in ours and v in theirs:
            best[u] = max(best[u], n / (ours[u] + theirs[v] - n))
    return sum(best.values()) / len(best)


def iou_plus(truth, prediction, k, connectivity):
    """The term of one photo in Eq. 13, None where class k is in neither map."""
    u, n_u = scipy.ndimage.label(prediction == k, STRUCTURES[connectivity])
    v, n_v = scipy.ndimage.label(truth == k, STRUCTURES[connectivity])
    if not n_u or not n_v:
        return 0. if n_u or n_v else None
    either = (u > 0) | (v > 0)
    u, v = u[either].tolist(), v[either].tolist()
    area_u, area_v = collections.Counter(u), collections.Counter(v)
    shared = collections.Counter(zip(u, v))
    del area_u[0], area_v[0]
    turned = {(b, a): n for (a, b), n in shared.items()}
    return min(ccss(shared, area_u, area_v), ccss(turned, area_v, area_u))


def mean_of_photos(terms, absent):
    """Eqs. 9 and 13 over the photos; None for a class that no photo holds."""
    there = [term for term in terms if term is not None]
    if not there:
        return None
    if absent == 'one':
        there += [1.] * (len(terms) - len(there))
    return sum(there) / len(there)


def mean_of_classes(values):
    """Eqs. 10 and 14."""
    values = [value for value in values if value is not None]
    return sum(values) / len(values)
