"""The softmax cross-entropy of Eq. 3 and its gradient, in one pass."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.exponential import exponential
from fashionseg.engines.numpy_kernels.threads import THREADS

# Pixels whose numbers of all classes stay in the cache.
_BLOCK = 512


def softmax_cross_entropy(score, labels):
    """Sum over the pixels of -log softmax of the label, and its gradient.

    Args:
        score (numpy.ndarray): (N, K, H, W) float32, contiguous.
        labels (numpy.ndarray): (N, H, W) integers in [0, K).

    Returns:
        tuple: A number, and an array as ``score``.
    """
    n, n_class = score.shape[:2]
    scores, labels = score.reshape(n, n_class, -1), labels.reshape(n, -1)
    gradient, totals = np.empty_like(scores), np.empty(labels.shape, score.dtype)
    picked = np.empty(n)

    def work(i):
        picked[i] = _photo(scores[i], labels[i], gradient[i], totals[i])

    THREADS.run(work, range(n))
    return np.log(totals).sum() - picked.sum(), gradient.reshape(score.shape)


@compiled
def _photo(score, labels, gradient, totals):
    """Returns the sum of the labels' scores, of which the largest ones are 0."""
    n_class, n_pixel = score.shape
    tops, zero, one = np.empty(_BLOCK, score.dtype), np.float32(0), np.float32(1)
    picked = 0.
    for start in range(0, n_pixel, _BLOCK):
        block = slice(start, min(start + _BLOCK, n_pixel))
        label, total = labels[block], totals[block]
        n = len(total)
        top = tops[:n]
        for j in range(n):
            top[j], total[j] = score[0, start + j], zero
        for k in range(1, n_class):
            z = score[k, block]
            for j in range(n):
                top[j] = max(top[j], z[j])
        for k in range(n_class):
            z, g = score[k, block], gradient[k, block]
            for j in range(n):
                power = exponential(z[j] - top[j])
                g[j] = power
                total[j] += power
        for k in range(n_class):
            g = gradient[k, block]
            for j in range(n):
                g[j] /= total[j]
        for j in range(n):
            picked += score[label[j], start + j] - top[j]
            gradient[label[j], start + j] -= one
    return picked
