"""H(x_i, b_i), Eq. 4, from scores."""

import chainer.functions as F


def binary_cross_entropy(score, target):
    """Binary cross-entropy of a sigmoid, mean over all elements (Eq. 4).

    With p = sigmoid(z), -(t log p + (1 - t) log(1 - p)) = softplus(z) - t z, which is
    finite for every finite z.

    Args:
        score (Variable): float16/32/64 of any shape, before the sigmoid.
        target (array): Soft targets in [0, 1], of the same shape.

    Returns:
        Variable: Scalar >= 0; float16 scores are computed in float32.
    """
    if score.dtype == 'float16':
        score = F.cast(score, 'float32')
    target = target.astype(score.dtype, copy=False)
    return F.mean(F.softplus(score) - score * target)
