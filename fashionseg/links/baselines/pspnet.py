"""PSPNet on a dilated ResNet, ChainerCV's."""

import chainer
from chainercv.experimental.links import PSPNetResNet50, PSPNetResNet101

from fashionseg.links.baselines.narrow import N_OUT, narrow
from fashionseg.links.baselines.picklable_resnet import picklable_resnet

_NETWORKS = {50: PSPNetResNet50, 101: PSPNetResNet101}


class PSPNet(chainer.Chain):
    """Pyramid scene parsing network from scratch [#]_.

    The photo goes in as it is, in [0, 1]: ChainerCV subtracts a mean in its own
    ``predict`` only. There is no loss on the fourth stage, which the original
    authors add for training.

    .. [#] H. Zhao, J. Shi, X. Qi, X. Wang, J. Jia: Pyramid Scene Parsing Network.
        CVPR 2017.

    Args:
        n_class (int): Number of classes.
        divisor (int): Every filter count is divided by it; 1 is the full network,
            at most 64.
        size (int): Height and width of the photos; the pooling windows depend on it.
        n_layer (int): Layers of the ResNet, 50 or 101.

    Raises:
        KeyError: Another ``n_layer``.
    """

    def __init__(self, n_class=N_OUT, divisor=1, size=224, n_layer=50):
        super().__init__()
        net = _NETWORKS[n_layer](n_class, input_size=(size, size))
        picklable_resnet(net.extractor)
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
