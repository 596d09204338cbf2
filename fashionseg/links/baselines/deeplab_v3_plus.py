"""DeepLabv3+ on Xception-65 or ResNet-101, of ChainerCV's parts."""

import chainer
import chainer.functions as F
import chainer.links as L
from chainercv.experimental.links.model.pspnet.pspnet import DilatedResNet
from chainercv.links import DeepLabV3plusXception65
from chainercv.links.model.deeplab import Decoder, DeepLabV3plus, SeparableASPP

from fashionseg.links.baselines.narrow import N_OUT, narrow
from fashionseg.links.baselines.picklable_resnet import picklable_resnet
from fashionseg.links.baselines.short_xception import N_MIDDLE, ShortXception


class DeepLabV3Plus(chainer.Chain):
    """DeepLabv3+ from scratch [#]_.

    The photo goes in as it is, in [0, 1]: ChainerCV pads and scales to [-1, 1] in its
    own ``predict`` only.

    .. [#] L.-C. Chen, Y. Zhu, G. Papandreou, F. Schroff, H. Adam: Encoder-Decoder with
        Atrous Separable Convolution for Semantic Image Segmentation. ECCV 2018.

    Args:
        n_class (int): Number of classes.
        divisor (int): Every filter count is divided by it; 1 is the full network,
            at most 8 on Xception, which has layers of 728 filters, 16 on ResNet.
        n_middle (int): Blocks of Xception's middle flow, see
            :class:`~fashionseg.links.baselines.short_xception.ShortXception`.
        backbone (str): 'xception65' or 'resnet101'.
        output_stride (int): How many times smaller than the photo the backbone's last
            maps are: 8 as in ChainerCV, or 16, with Xception, as the original authors
            train.

    Raises:
        ValueError: A backbone, stride or number of blocks that there is not.
    """

    def __init__(self, n_class=N_OUT, divisor=1, n_middle=N_MIDDLE,
                 backbone='xception65', output_stride=8):
        super().__init__()
        if backbone == 'xception65' and output_stride in (8, 16):
            net = _on_xception(n_class, n_middle, output_stride)
        elif backbone == 'resnet101' and output_stride == 8:
            net = _on_resnet(n_class)
        else:
            raise ValueError(f'there is no {backbone} with output stride '
                             f'{output_stride}')
        with self.init_scope():
            self.net = narrow(net, divisor)

    def forward(self, x):
        """Class scores of photos.

        Args:
            x (Variable or array): (N, 3, H, W) float32, RGB in [0, 1].

        Returns:
            Variable: (N, n_class, H, W) float32, before the softmax, resized
            bilinearly from a quarter of the size.
        """
        return F.resize_images(self.net(x), x.shape[2:])


def _on_xception(n_class, n_middle, output_stride):
    net = DeepLabV3plusXception65(n_class)
    if n_middle != N_MIDDLE:
        net.feature_extractor = ShortXception(n_middle)
    if output_stride == 16:
        _scale_down_once_more(net)
    return net


def _scale_down_once_more(net):
    """From stride 8 to 16: the third block halves its map, later dilations halve."""
    block = net.feature_extractor.entryflow_block3
    for convolution in block.separable3.depthwise, block.conv.conv:
        convolution.stride = (2, 2)
    for link in net.links():
        if isinstance(link, L.Convolution2D) and link.dilate != (1, 1):
            # The padding of these 3x3 convolutions equals their dilation.
            link.dilate = link.pad = tuple(d // 2 for d in link.dilate)


def _on_resnet(n_class):
    extractor = picklable_resnet(DilatedResNet(101))
    extractor.pick = 'res2', 'res5'
    # The same head as on Xception, whose two maps have as many channels.
    return DeepLabV3plus(
        extractor, SeparableASPP(2048, 256), Decoder(256, n_class, 48, 256),
        min_input_size=1)
