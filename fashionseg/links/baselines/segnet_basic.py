"""SegNet-Basic, ChainerCV's."""

import chainer
from chainer import initializers
import chainercv

from fashionseg.links.baselines.narrow import N_OUT, narrow


class SegNetBasic(chainer.Chain):
    """SegNet-Basic from scratch [#]_.

    Four 7x7 convolutions with max pooling, and four that undo them with the indices
    of the pooling. LeCun normal weights as for all networks of the paper (Section
    IV-E); ChainerCV's default is He normal.

    .. [#] V. Badrinarayanan, A. Kendall, R. Cipolla: SegNet: A Deep Convolutional
        Encoder-Decoder Architecture for Image Segmentation. PAMI 2017.

    Args:
        n_class (int): Number of classes.
        divisor (int): Every filter count is divided by it; 1 is the full network,
            at most 64.
    """

    def __init__(self, n_class=N_OUT, divisor=1):
        super().__init__()
        with self.init_scope():
            self.net = narrow(
                chainercv.links.SegNetBasic(
                    n_class, initialW=initializers.LeCunNormal()), divisor)

    def forward(self, x):
        """Class scores of photos.

        Args:
            x (Variable or array): (N, 3, H, W) float32, RGB in [0, 1], H and W
                multiples of 16.

        Returns:
            Variable: (N, n_class, H, W) float32, before the softmax.
        """
        return self.net(x)
