"""IPL, Eq. 5."""

from fashionseg.functions.binary_cross_entropy import binary_cross_entropy
from fashionseg.functions.image_pyramid import image_pyramid


def image_pyramid_loss(scores, x, image_scaling='area'):
    """Image pyramid loss: how well B_1..B_4 reconstruct the photo (Eqs. 4 and 5).

    Args:
        scores (dict): Level i in 1..4 -> Variable (N, 3, 224 / 2^i, 224 / 2^i), b_i
            before the sigmoid.
        x (array): (N, 3, 224, 224) float in [0, 1], the photo that the network saw.
        image_scaling (str): 'area' or 'nearest', see :func:`image_pyramid`.

    Returns:
        Variable: Scalar, the mean over the four levels.
    """
    targets = image_pyramid(x, image_scaling)
    return sum(binary_cross_entropy(scores[i], targets[i]) for i in targets) / 4
