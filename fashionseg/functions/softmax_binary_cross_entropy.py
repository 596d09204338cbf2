"""Binary cross-entropy on softmax probabilities: the form of Eq. 6."""

from fashionseg.engines import current_engine
from fashionseg.functions.loss_node import LossNode


class _SoftmaxBinaryCrossEntropy(LossNode):

    def compute(self, xp, score):
        answer = current_engine().softmax_binary_cross_entropy(score, self.targets)
        if answer is not NotImplemented:
            return (*answer, score.size)
        channel = xp.arange(score.shape[1]).reshape(1, -1, 1, 1)
        labels = self.targets[:, None]
        top = score.argmax(axis=1)[:, None]
        is_label, is_top = channel == labels, channel == top
        right = top == labels

        # q and its sum leave the largest class out: where its p rounds to 1, 1 - p of
        # it is still known. Elsewhere p <= 1/2 and log1p(-p) is exact.
        lead = xp.take_along_axis(score, top, axis=1)
        q = score.copy()
        xp.copyto(q, -xp.inf, where=is_top)
        second = q.max(axis=1, keepdims=True)
        lead -= second
        q -= second
        label_log_q = xp.take_along_axis(q, labels, axis=1)
        xp.exp(q, out=q)
        others = q.sum(axis=1, keepdims=True)
        ratio = xp.exp(-lead)  # of the second class to the largest
        total = 1 + others * ratio
        log_total = xp.log(total)

        p = q * (ratio / total)
        xp.copyto(p, 0, where=is_label)
        loss = log_total.sum() - xp.where(right, 0, label_log_q - lead).sum()
        log_not_top = xp.log(others) - lead - log_total
        loss -= xp.where(right, 0, log_not_top).sum()
        odds = 1 - p
        xp.negative(p, out=p)
        loss -= xp.log1p(p).sum()

        # d(-log(1 - p_k)) / dz_j = p_k (1[j = k] - p_j) / (1 - p_k). For the largest
        # class k, p_j / (1 - p_k) is the softmax over the other classes, q / others.
        xp.divide(p, odds, out=odds)
        rest = 1 + odds.sum(axis=1, keepdims=True)  # odds are negative here
        top_p = xp.where(right, 0, 1 / total)
        q *= ratio / total * rest - top_p / others
        q -= odds
        q -= is_label
        at_top = rest / total + top_p - right
        xp.copyto(q, at_top, where=is_top)
        return loss, q, score.size


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
