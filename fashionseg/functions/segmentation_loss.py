"""H(t, l_0), Eq. 3."""

import chainer.functions as F


def segmentation_loss(score, labels):
    """Pixel-wise softmax cross-entropy, mean over the pixels (Eq. 3).

    The paper drops the minus sign.

    Args:
        score (Variable): (N, 14, H, W) float16/32/64, before the softmax.
        labels (array): (N, H, W) int32 class ids.

    Returns:
        Variable: Scalar >= 0. float16 scores are computed in float32, where the sum
        over the pixels fits.
    """
    if score.dtype == 'float16':
        score = F.cast(score, 'float32')
    return F.softmax_cross_entropy(score, labels)
