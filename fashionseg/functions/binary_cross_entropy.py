"""H(x_i, b_i), Eq. 4, from scores."""

from fashionseg.functions.loss_node import LossNode


class _BinaryCrossEntropy(LossNode):

    def compute(self, xp, score):
        t = self.targets.astype(score.dtype, copy=False)
        # exp of a negative number never overflows.
        tail = abs(score)
        xp.negative(tail, out=tail)
        xp.exp(tail, out=tail)
        loss = (xp.maximum(score, 0).sum() - (score * t).sum()
                + xp.log1p(tail).sum())
        gradient = xp.where(score >= 0, 1, tail)
        tail += 1
        gradient /= tail
        gradient -= t
        return loss, gradient, score.size


def binary_cross_entropy(score, target):
    """Binary cross-entropy of a sigmoid, mean over all elements (Eq. 4).

    With p = sigmoid(z), -(t log p + (1 - t) log(1 - p)) is max(z, 0) - t z +
    log(1 + exp(-|z|)), finite for every finite z. It cannot be differentiated twice.

    Args:
        score (Variable): float16/32/64 of any shape, before the sigmoid.
        target (array): Soft targets in [0, 1], of the same shape.

    Returns:
        Variable: Scalar >= 0, float32 at least.
    """
    return _BinaryCrossEntropy(target).apply((score,))[0]
