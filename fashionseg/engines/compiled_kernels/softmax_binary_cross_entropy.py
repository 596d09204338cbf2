"""The binary cross-entropy on softmax probabilities of Eq. 6 and its gradient."""

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled
from fashionseg.engines.compiled_kernels.exponential import exponential
from fashionseg.engines.numpy_kernels.threads import THREADS

# Pixels whose numbers of all classes stay in the cache.
_BLOCK = 512


def softmax_binary_cross_entropy(score, labels):
    """Sum over pixels and classes, and its gradient.

    With p = softmax(score), -log p of the label's class and -log(1 - p) of others. The
    function of this name in fashionseg.functions says how both stay exact where p
    rounds to 1, and what the gradient is.

    Args:
        score (numpy.ndarray): (N, K, H, W) float32, contiguous, K >= 2.
        labels (numpy.ndarray): (N, H, W) integers in [0, K).

    Returns:
        tuple: A number, and an array as ``score``.
    """
    n, n_class = score.shape[:2]
    scores, labels = score.reshape(n, n_class, -1), labels.reshape(n, -1)
    gradient = np.empty_like(scores)
    sums = np.empty((n, 3, labels.shape[1]), score.dtype)
    linear = np.empty(n)

    def work(i):
        linear[i] = _photo(scores[i], labels[i], gradient[i], sums[i])

    THREADS.run(work, range(n))
    ratio, lost, others = sums.transpose(1, 0, 2)
    log_total, wrong = np.log1p(ratio), others > 0
    loss = linear.sum() + log_total.sum() - np.log1p(-lost).sum()
    loss += log_total[wrong].sum() - np.log(others[wrong]).sum()
    return loss, gradient.reshape(score.shape)


@compiled
def _photo(score, labels, gradient, sums):
    """Fills ``gradient`` and ``sums``, and returns what of the loss is no logarithm.

    ``sums`` gets, of each pixel, the sum of the smaller classes' powers as a multiple
    of the largest's; 1 minus the product of 1 - p over the classes that are neither
    the label nor the largest; the sum of these powers where the label is not the
    largest.
    """
    n_class, n_pixel = score.shape
    zero, one = np.float32(0), np.float32(1)
    kept = np.empty((5, _BLOCK), score.dtype)
    largest = np.empty(_BLOCK, np.int32)
    linear = 0.
    for start in range(0, n_pixel, _BLOCK):
        block = slice(start, min(start + _BLOCK, n_pixel))
        label, ratio, lost = labels[block], sums[0, block], sums[1, block]
        others, n = sums[2, block], len(label)
        top, first, second = largest[:n], kept[0, :n], kept[1, :n]
        total, odds, share = kept[2, :n], kept[3, :n], kept[4, :n]
        for j in range(n):
            first[j], second[j], top[j] = score[0, start + j], -np.float32(np.inf), 0
            others[j] = lost[j] = odds[j] = zero
        for k in range(1, n_class):
            z = score[k, block]
            for j in range(n):
                second[j] = max(second[j], min(first[j], z[j]))
                top[j] = k if z[j] > first[j] else top[j]
                first[j] = max(first[j], z[j])
        for k in range(n_class):
            z, q = score[k, block], gradient[k, block]
            for j in range(n):
                power = exponential(z[j] - second[j])
                q[j] = zero if top[j] == k else power
                others[j] += q[j]
        for j in range(n):
            small = exponential(second[j] - first[j])
            ratio[j] = others[j] * small
            total[j] = one + ratio[j]
            share[j] = small / total[j]
        for k in range(n_class):
            q = gradient[k, block]
            for j in range(n):
                p = zero if label[j] == k else q[j] * share[j]
                lost[j] += p * (one - lost[j])
                odds[j] += p / (one - p)
        for j in range(n):
            right = label[j] == top[j]
            lead = first[j] - second[j]
            if not right:
                linear += 2 * lead - (score[label[j], start + j] - second[j])
            rest = one - odds[j]
            top_p = zero if right else one / total[j]
            # From here on: the gradient of the largest class, and the other factor.
            first[j] = rest / total[j] + top_p - (one if right else zero)
            second[j] = share[j] * rest - top_p / others[j]
            others[j] = zero if right else others[j]
        for k in range(n_class):
            q = gradient[k, block]
            for j in range(n):
                p = q[j] * share[j]
                g = q[j] * second[j] + (-one if label[j] == k else p / (one - p))
                q[j] = first[j] if top[j] == k else g
    return linear
