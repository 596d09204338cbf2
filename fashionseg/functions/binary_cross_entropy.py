"""H(x_i, b_i), Eq. 4, from scores."""

from chainer import FunctionNode, as_variable
from chainer.backend import get_array_module


class _BinaryCrossEntropy(FunctionNode):

    def __init__(self, target):
        self._target = target

    def forward(self, inputs):
        score, = inputs
        xp = get_array_module(score)
        z = score.astype(xp.promote_types(score.dtype, xp.float32), copy=False)
        t = self._target.astype(z.dtype, copy=False)
        # exp of a negative number never overflows.
        tail = xp.exp(-abs(z))
        loss = xp.maximum(z, 0) - z * t + xp.log1p(tail)
        sigmoid = xp.where(z >= 0, 1, tail) / (1 + tail)
        # Cast after the multiplication: float16 needs a scaled loss to hold it.
        self._gradient, self._dtype = (sigmoid - t) / z.size, score.dtype
        return xp.asarray(loss.mean()),

    def backward(self, indexes, grad_outputs):
        gy, = grad_outputs
        gx = self._gradient * gy.array
        return as_variable(gx.astype(self._dtype)),


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
