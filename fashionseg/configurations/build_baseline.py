"""From the names of a baseline and its variant to the network."""

from fashionseg.links.baselines import (
    DeepLabV3Plus, PSPNet, SegNet, SegNetBasic, UNet)

# A key for each variant of BASELINES.
BUILDERS = {
    ('unet', 'unet64'): lambda profile: UNet(width=1 / profile.divisor),
    ('unet', 'unet32'): lambda profile: UNet(width=1 / 2 / profile.divisor),
    ('deeplabv3plus', 'xception65'): lambda profile: DeepLabV3Plus(
        divisor=profile.divisor, n_middle=profile.n_middle),
    ('deeplabv3plus', 'xception65-stride16'): lambda profile: DeepLabV3Plus(
        divisor=profile.divisor, n_middle=profile.n_middle, output_stride=16),
    ('deeplabv3plus', 'resnet101'): lambda profile: DeepLabV3Plus(
        divisor=profile.divisor, backbone='resnet101'),
    ('pspnet', 'resnet50'): lambda profile: PSPNet(divisor=profile.divisor),
    ('pspnet', 'resnet101'): lambda profile: PSPNet(
        divisor=profile.divisor, n_layer=101),
    ('segnet', 'basic'): lambda profile: SegNetBasic(divisor=profile.divisor),
    ('segnet', 'full'): lambda profile: SegNet(divisor=profile.divisor),
}


def build_baseline(configuration, variant, profile):
    """Builds one of the networks that the paper compares with.

    Args:
        configuration (str): Key of ``BASELINES``.
        variant (str): One of ``BASELINES[configuration]``.
        profile (fashionseg.configurations.Profile): Its sizes.

    Returns:
        chainer.Chain: Freshly initialized.

    Raises:
        KeyError: Unknown configuration or variant.
    """
    return BUILDERS[configuration, variant](profile)
