"""The four losses of the paper in PyTorch."""

from torch.nn import functional as F

from fashionseg.table_2 import TABLE_2


def guided_twin_loss(scores, x, t, weights):
    """Eq. 15 with the binary form of Eq. 6 and photos scaled by area.

    Args:
        scores (TwinScores): See :class:`~benchmarks.twins.guided_twin.GuidedTwin`.
        x (torch.Tensor): (N, 3, 224, 224) of the scores' dtype, in [0, 1].
        t (torch.Tensor): (N, 224, 224) int64 class ids.
        weights (tuple): alpha, beta, gamma. Terms whose weight is 0 are not computed.

    Returns:
        torch.Tensor: Scalar.
    """
    alpha, beta, gamma = weights
    loss = F.cross_entropy(scores.segmentation[0], t)
    if alpha:
        loss = loss + alpha * _image_pyramid_loss(scores.reconstruction, x)
    if beta:
        loss = loss + beta * _segmentation_pyramid_loss(scores.segmentation, t)
    if gamma:
        loss = loss + gamma * _label_pooling_loss(scores.presence, t)
    return loss / (1 + sum(weights))


def _image_pyramid_loss(scores, x):
    terms = []
    for i in range(1, 5):
        x = F.avg_pool2d(x, 2)
        terms.append(F.binary_cross_entropy_with_logits(scores[i], x))
    return sum(terms) / 4


def _segmentation_pyramid_loss(scores, t):
    return sum(
        F.binary_cross_entropy(
            F.softmax(scores[i], 1), _one_hot(t[:, ::2 ** i, ::2 ** i], scores[i]))
        for i in range(1, 5)) / 4


def _label_pooling_loss(scores, t):
    target, terms = _one_hot(t, scores[1]), []
    for i in range(1, 7):
        for layer in TABLE_2[f'P{i - 1}'].layers:
            target = F.max_pool2d(target, *layer)
        terms.append(F.binary_cross_entropy_with_logits(scores[i], target))
    return sum(terms) / 6


def _one_hot(t, scores):
    empty = scores.new_zeros(t.shape[0], scores.shape[1], *t.shape[1:])
    return empty.scatter_(1, t[:, None], 1)
