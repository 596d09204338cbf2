"""Binary cross-entropy on softmax probabilities: the form of Eq. 6."""

from chainer import FunctionNode, as_variable
from chainer.backend import get_array_module


class _SoftmaxBinaryCrossEntropy(FunctionNode):

    def __init__(self, labels):
        self._labels = labels

    def forward(self, inputs):
        score, = inputs
        xp = get_array_module(score)
        z = score.astype(xp.promote_types(score.dtype, xp.float32), copy=False)
        channel = xp.arange(z.shape[1]).reshape(1, -1, 1, 1)
        is_label = channel == self._labels[:, None]
        is_top = channel == z.argmax(axis=1)[:, None]

        z = z - z.max(axis=1, keepdims=True)
        log_sum = xp.log(xp.exp(z).sum(axis=1, keepdims=True))
        log_p = z - log_sum
        p = xp.exp(log_p)
        # Where p is the largest it may round to 1. log(1 - p) is then taken from the
        # sum over the other classes; elsewhere p <= 1/2 and log1p is exact.
        others = xp.where(is_top, -xp.inf, z)
        second = others.max(axis=1, keepdims=True)
        log_others = second + xp.log(
            xp.exp(others - second).sum(axis=1, keepdims=True))
        p_low = xp.where(is_top, 0, p)
        log_not_p = xp.where(is_top, log_others - log_sum, xp.log1p(-p_low))
        loss = -xp.where(is_label, log_p, log_not_p)

        # d(-log(1 - p_k)) / dz_j = p_k (1[j = k] - p_j) / (1 - p_k). For the largest
        # class k, p_j / (1 - p_k) is the softmax over the other classes.
        odds = xp.where(is_label, 0, p_low / (1 - p_low))
        top_p = xp.where(is_top & ~is_label, p, 0).sum(axis=1, keepdims=True)
        gradient = p - is_label + odds - p * odds.sum(axis=1, keepdims=True)
        gradient += top_p * (is_top - xp.exp(others - log_others))
        # Cast after the multiplication: float16 needs a scaled loss to hold it.
        self._gradient, self._dtype = gradient / z.size, score.dtype
        return xp.asarray(loss.mean()),

    def backward(self, indexes, grad_outputs):
        gy, = grad_outputs
        gx = self._gradient * gy.array
        return as_variable(gx.astype(self._dtype)),


def softmax_binary_cross_entropy(score, labels):
    """Binary cross-entropy between softmax probabilities and one-hot labels.

    -(t log p + (1 - t) log(1 - p)) with p = softmax(score) over the channels, mean
    over pixels and channels; finite for all finite scores. It cannot be
    differentiated twice.

    Args:
        score (Variable): (N, K, H, W) float16/32/64, before the softmax, K >= 2.
        labels (array): (N, H, W) integer class ids in [0, K).

    Returns:
        Variable: Scalar >= 0, float32 at least.
    """
    return _SoftmaxBinaryCrossEntropy(labels).apply((score,))[0]
