"""SegNet in full size."""

import chainer
import chainer.functions as F
import chainer.links as L
from chainercv.links import Conv2DBNActiv

from fashionseg.links.baselines.narrow import N_IN, N_OUT, narrow

# The 13 convolutions of VGG-16, stage by stage.
FILTERS = (2 * (64,), 2 * (128,), 3 * (256,), 3 * (512,), 3 * (512,))


class SegNet(chainer.Chain):
    """SegNet from scratch [#]_.

    The 13 convolutions of VGG-16 in five stages, each stage with a 2x2 max pooling
    after it, and their mirror image of 13 convolutions, each stage with an unpooling
    by the stored indices before it. All are 3x3 and followed by batch normalization
    and ReLU but the last one, which puts out the classes. LeCun normal weights
    (Section IV-E).

    .. [#] V. Badrinarayanan, A. Kendall, R. Cipolla: SegNet: A Deep Convolutional
        Encoder-Decoder Architecture for Image Segmentation. PAMI 2017.

    Args:
        n_class (int): Number of classes.
        divisor (int): Every filter count is divided by it; 1 is the full network,
            at most 64.
    """

    def __init__(self, n_class=N_OUT, divisor=1):
        super().__init__()
        stages, n_in = [], N_IN
        for filters in FILTERS:
            inputs = (n_in, *filters[:-1])
            stages.append(list(zip(inputs, filters)))
            n_in = filters[-1]
        with self.init_scope():
            self.encoder = chainer.ChainList(*(
                _stage(stage) for stage in stages))
            self.decoder = chainer.ChainList(*(
                _stage((n, m) for m, n in stage[::-1] if m != N_IN)
                for stage in stages[::-1]))
            self.score = L.Convolution2D(FILTERS[0][0], n_class, 3, pad=1)
        narrow(self, divisor)

    def forward(self, x):
        """Class scores of photos.

        Args:
            x (Variable or array): (N, 3, H, W) float32, RGB in [0, 1], H and W
                multiples of 32.

        Returns:
            Variable: (N, n_class, H, W) float32, before the softmax.
        """
        h, indices = x, []
        for stage in self.encoder:
            h, index = F.max_pooling_2d(stage(h), 2, return_indices=True)
            indices.append(index)
        for stage in self.decoder:
            size = tuple(2 * n for n in h.shape[2:])
            h = stage(F.upsampling_2d(h, indices.pop(), 2, outsize=size))
        return self.score(h)


def _stage(channels):
    return chainer.Sequential(*(
        Conv2DBNActiv(n_in, n_out, 3, 1, 1) for n_in, n_out in channels))
