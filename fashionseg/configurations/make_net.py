"""From the name of a configuration to its network."""

import random

from fashionseg.configurations.baselines import BASELINES
from fashionseg.configurations.table_5 import TABLE_5


def make_net(configuration, profile, seed=0, variant=None):
    """Builds a freshly initialized network.

    Args:
        configuration (str): 'A'..'H' or a key of ``BASELINES``.
        profile (fashionseg.configurations.Profile): Its sizes.
        seed (int): Seed of the weights. Chainer's initializers draw from NumPy's
            global state, which is set to it.
        variant (str): One of ``BASELINES[configuration]``; None takes the first.

    Returns:
        fashionseg.links.SegmentationNet: On the CPU.

    Raises:
        KeyError: Unknown configuration or variant.
    """
    # Chainer takes a while, and the names of this room are read without a network.
    import numpy as np

    from fashionseg.configurations.build_baseline import build_baseline
    from fashionseg.links import BaselineNet, FashionSegNet

    random.seed(seed)
    np.random.seed(seed)
    if configuration in TABLE_5:
        weights = TABLE_5[configuration]
        return FashionSegNet(image_pyramid=weights.alpha > 0,
                             segmentation_pyramid=weights.beta > 0,
                             width=profile.width)
    variant = variant or BASELINES[configuration][0]
    return BaselineNet(build_baseline(configuration, variant, profile))
