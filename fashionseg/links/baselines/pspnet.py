"""PSPNet on a dilated ResNet-50, ChainerCV's."""

import chainer
import chainer.functions as F
from chainercv.experimental.links import PSPNetResNet50

from fashionseg.links.baselines.narrow import N_OUT, narrow


class PSPNet(chainer.Chain):
    """Pyramid scene parsing network from scratch [#]_.

    The photo goes in as it is, in [0, 1]: ChainerCV subtracts a mean in its own
    ``predict`` only.

    .. [#] H. Zhao, J. Shi, X. Qi, X. Wang, J. Jia: Pyramid Scene Parsing Network.
        CVPR 2017.

    Args:
        n_class (int): Number of classes.
        divisor (int): Every filter count is divided by it; 1 is the full network,
            at most 64.
        size (int): Height and width of the photos; the pooling windows depend on it.
    """

    def __init__(self, n_class=N_OUT, divisor=1, size=224):
        super().__init__()
        net = PSPNetResNet50(n_class, input_size=(size, size))
        # ChainerCV has a lambda here, which no process can be sent.
        net.extractor.pool1 = _pool1
        with self.init_scope():
            self.net = narrow(net, divisor)

    def forward(self, x):
        """Class scores of photos.

        Args:
            x (Variable or array): (N, 3, size, size) float32, RGB in [0, 1].

        Returns:
            Variable: (N, n_class, size, size) float32, before the softmax, resized
            bilinearly from size / 8.
        """
        return self.net(x)


def _pool1(x):
    return F.max_pooling_2d(x, ksize=3, stride=2, pad=1)
