"""From the name of a configuration to its network."""

import random

import numpy as np

from fashionseg.configurations.table_5 import TABLE_5
from fashionseg.links import BaselineNet, FashionSegNet
from fashionseg.links.baselines import (
    DeepLabV3Plus, PSPNet, SegNet, SegNetBasic, UNet)

# The paper names the four networks and not their backbones or sizes: what is built
# without a word is the first of each.
BASELINES = {
    'unet': {
        'unet64': lambda profile: UNet(width=1 / profile.divisor),
        'unet32': lambda profile: UNet(width=1 / 2 / profile.divisor),
    },
    'deeplabv3plus': {
        'xception65': lambda profile: DeepLabV3Plus(
            divisor=profile.divisor, n_middle=profile.n_middle),
        'xception65-stride16': lambda profile: DeepLabV3Plus(
            divisor=profile.divisor, n_middle=profile.n_middle, output_stride=16),
        'resnet101': lambda profile: DeepLabV3Plus(
            divisor=profile.divisor, backbone='resnet101'),
    },
    'pspnet': {
        'resnet50': lambda profile: PSPNet(divisor=profile.divisor),
        'resnet101': lambda profile: PSPNet(divisor=profile.divisor, n_layer=101),
    },
    'segnet': {
        'basic': lambda profile: SegNetBasic(divisor=profile.divisor),
        'full': lambda profile: SegNet(divisor=profile.divisor),
    },
}


def make_net(configuration, profile, seed=0, variant=None):
    """Builds a freshly initialized network.

    Args:
        configuration (str): 'A'..'H' or a key of ``BASELINES``.
        profile (fashionseg.configurations.Profile): Its sizes.
        seed (int): Seed of the weights. Chainer's initializers draw from NumPy's
            global state, which is set to it.
        variant (str): Key of ``BASELINES[configuration]``; None takes the first.

    Returns:
        fashionseg.links.SegmentationNet: On the CPU.

    Raises:
        KeyError: Unknown configuration or variant.
    """
    random.seed(seed)
    np.random.seed(seed)
    if configuration in TABLE_5:
        weights = TABLE_5[configuration]
        return FashionSegNet(image_pyramid=weights.alpha > 0,
                             segmentation_pyramid=weights.beta > 0,
                             width=profile.width)
    variants = BASELINES[configuration]
    return BaselineNet(variants[variant or next(iter(variants))](profile))
