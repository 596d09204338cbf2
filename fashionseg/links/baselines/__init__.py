"""The networks that the paper compares with: photos in, class scores out."""

from fashionseg.links.baselines.block_door import open_block_door
from fashionseg.links.baselines.deeplab_v3_plus import DeepLabV3Plus
from fashionseg.links.baselines.pspnet import PSPNet
from fashionseg.links.baselines.segnet import SegNet
from fashionseg.links.baselines.segnet_basic import SegNetBasic
from fashionseg.links.baselines.unet import UNet

__all__ = ['DeepLabV3Plus', 'PSPNet', 'SegNet', 'SegNetBasic', 'UNet']

open_block_door()
