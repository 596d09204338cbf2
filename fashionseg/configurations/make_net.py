"""From the name of a configuration to its network."""

import random

import numpy as np

from fashionseg.configurations.table_5 import TABLE_5
from fashionseg.links import BaselineNet, FashionSegNet
from fashionseg.links.baselines import DeepLabV3Plus, PSPNet, SegNet, UNet

BASELINES = {
    'unet': lambda profile: UNet(width=1 / profile.divisor),
    'deeplabv3plus': lambda profile: DeepLabV3Plus(
        divisor=profile.divisor, n_middle=profile.n_middle),
    'pspnet': lambda profile: PSPNet(divisor=profile.divisor),
    'segnet': lambda profile: SegNet(divisor=profile.divisor),
}


def make_net(configuration, profile, seed=0):
    """Builds a freshly initialized network.

    Args:
        configuration (str): 'A'..'H' or a key of ``BASELINES``.
        profile (fashionseg.configurations.Profile): Its sizes.
        seed (int): Seed of the weights. Chainer's initializers draw from NumPy's
            global state, which is set to it.

    Returns:
        fashionseg.links.SegmentationNet: On the CPU.

    Raises:
        KeyError: Unknown configuration.
    """
    random.seed(seed)
    np.random.seed(seed)
    if configuration in TABLE_5:
        weights = TABLE_5[configuration]
        return FashionSegNet(image_pyramid=weights.alpha > 0,
                             segmentation_pyramid=weights.beta > 0,
                             width=profile.width)
    return BaselineNet(BASELINES[configuration](profile))
