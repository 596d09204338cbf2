"""H(t, l_0), Eq. 3."""

from fashionseg.engines import current_engine
from fashionseg.functions.loss_node import LossNode


class _SoftmaxCrossEntropy(LossNode):

    def compute(self, xp, score):
        answer = current_engine().softmax_cross_entropy(score, self.targets)
        if answer is not NotImplemented:
            return (*answer, self.targets.size)
        labels = self.targets[:, None]
        z = score - score.max(axis=1, keepdims=True)
        picked = xp.take_along_axis(z, labels, axis=1)
        xp.exp(z, out=z)
        total = z.sum(axis=1, keepdims=True)
        loss = xp.log(total).sum() - picked.sum()
        z /= total
        z -= xp.arange(z.shape[1]).reshape(1, -1, 1, 1) == labels
        return loss, z, labels.size


def segmentation_loss(score, labels):
    """Pixel-wise softmax cross-entropy, mean over the pixels (Eq. 3).

    The paper drops the minus sign. It cannot be differentiated twice.

    Args:
        score (Variable): (N, 14, H, W) float16/32/64, before the softmax.
        labels (array): (N, H, W) int32 class ids.

    Returns:
        Variable: Scalar >= 0. float16 scores are computed in float32, where the sum
        over the pixels fits.
    """
    return _SoftmaxCrossEntropy(labels).apply((score,))[0]
