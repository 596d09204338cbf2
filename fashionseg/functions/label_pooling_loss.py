"""LPL, Eq. 7."""

from fashionseg.functions.binary_cross_entropy import binary_cross_entropy
from fashionseg.functions.label_pooling import label_pooling


def label_pooling_loss(scores, labels):
    """Label pooling loss over D_1..D_6 (Eq. 7).

    Args:
        scores (dict): Level i in 1..6 -> Variable (N, 14, s, s), s = 56, 28, 14, 7,
            3, 1; d'_i before the sigmoid.
        labels (array): (N, 224, 224) integer class ids.

    Returns:
        Variable: Scalar, the mean over the six levels.
    """
    targets = label_pooling(labels, n_class=scores[1].shape[1])
    return sum(binary_cross_entropy(scores[i], targets[i]) for i in targets) / 6
