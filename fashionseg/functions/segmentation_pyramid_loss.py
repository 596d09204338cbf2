"""SPL, Eq. 6."""

from fashionseg.functions.label_pyramid import label_pyramid
from fashionseg.functions.segmentation_loss import segmentation_loss
from fashionseg.functions.softmax_binary_cross_entropy import (
    softmax_binary_cross_entropy)

FORMS = {'binary': softmax_binary_cross_entropy, 'cross-entropy': segmentation_loss}


def segmentation_pyramid_loss(scores, labels, form='binary'):
    """Segmentation pyramid loss over L_1..L_4 (Eq. 6).

    Args:
        scores (dict): Level i in 1..4 -> Variable (N, 14, 224 / 2^i, 224 / 2^i), l_i
            before the softmax; other levels are ignored.
        labels (array): (N, 224, 224) int32 class ids.
        form (str): 'binary' is the form of Eq. 4 that the paper names beside Eq. 6;
            'cross-entropy' is the plain one that its text speaks of.

    Returns:
        Variable: Scalar, the mean over the four levels.
    """
    targets = label_pyramid(labels)
    return sum(FORMS[form](scores[i], targets[i]) for i in targets) / 4
