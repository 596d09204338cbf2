"""DeepLabv3+ on Xception-65, ChainerCV's."""

import chainer
import chainer.functions as F
from chainercv.links import DeepLabV3plusXception65
from chainercv.links.model.deeplab import Xception65

from fashionseg.links.baselines.narrow import N_OUT, narrow

N_MIDDLE = 16


class DeepLabV3Plus(chainer.Chain):
    """DeepLabv3+ from scratch [#]_.

    The photo goes in as it is, in [0, 1]: ChainerCV pads and scales to [-1, 1] in its
    own ``predict`` only.

    .. [#] L.-C. Chen, Y. Zhu, G. Papandreou, F. Schroff, H. Adam: Encoder-Decoder with
        Atrous Separable Convolution for Semantic Image Segmentation. ECCV 2018.

    Args:
        n_class (int): Number of classes.
        divisor (int): Every filter count is divided by it; 1 is the full network,
            at most 8, since Xception has layers of 728 filters.
        n_middle (int): Blocks of the middle flow, 1 to 16; Xception-65 has 16. These
            blocks are alike, residual, and at 1/16 of the photo's size: fewer of
            them make a small variant for a CPU, all else being the same.
        size (int): Height and width of the photos.
    """

    def __init__(self, n_class=N_OUT, divisor=1, n_middle=N_MIDDLE, size=224):
        super().__init__()
        _check_n_middle(n_middle)
        net = DeepLabV3plusXception65(n_class, min_input_size=(size, size))
        if n_middle != N_MIDDLE:
            net.feature_extractor = _ShortXception(n_middle)
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


class _ShortXception(Xception65):
    """Xception-65 with ``n_middle`` blocks in its middle flow."""

    def __init__(self, n_middle):
        super().__init__()
        self.n_middle = n_middle
        for i in range(n_middle, N_MIDDLE):
            delattr(self, _middle(i))

    def forward(self, x):
        h = self.entryflow_conv2(self.entryflow_conv1(x))
        h, _ = self.entryflow_block1(h)
        h, low_level = self.entryflow_block2(h)
        h, _ = self.entryflow_block3(h)
        for i in range(self.n_middle):
            h, _ = self[_middle(i)](h)
        h, _ = self.exitflow_block1(h)
        high_level, _ = self.exitflow_block2(h)
        return low_level, high_level


def _middle(i):
    return f'middleflow_block{i + 1}'


def _check_n_middle(n_middle):
    if not 1 <= n_middle <= N_MIDDLE:
        raise ValueError(f'n_middle is {n_middle}, it must be 1 to {N_MIDDLE}')
