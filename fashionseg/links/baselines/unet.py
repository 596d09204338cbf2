"""U-Net."""

import chainer
import chainer.functions as F
import chainer.links as L

from fashionseg.functions.convolution_chain import convolution_chain
from fashionseg.links.scaled_filters import scaled_filters

FILTERS = (64, 128, 256, 512, 1024)


class UNet(chainer.Chain):
    """U-Net with padded convolutions, so that the output has the photo's size [#]_.

    Five levels of two 3x3 convolutions, each followed by ReLU; 2x2 max pooling on the
    way down, 2x2 up-convolutions on the way up, each joined with the same level of
    the way down. LeCun normal weights.

    .. [#] O. Ronneberger, P. Fischer, T. Brox: U-Net: Convolutional Networks for
        Biomedical Image Segmentation. MICCAI 2015.

    Args:
        n_class (int): Number of classes.
        width (float): Width multiplier, 1.0 is the full network.
    """

    def __init__(self, n_class=14, width=1.0):
        super().__init__()
        filters = [scaled_filters(n, width) for n in FILTERS]
        with self.init_scope():
            self.down = chainer.ChainList(*(
                _DoubleConvolution(n_in, n_out)
                for n_in, n_out in zip([3] + filters, filters)))
            self.up = chainer.ChainList(*(
                _UpConvolution(n_in, n_out)
                for n_in, n_out in zip(filters[::-1], filters[-2::-1])))
            self.score = L.Convolution2D(filters[0], n_class, 1)

    def forward(self, x):
        """Class scores of photos.

        Args:
            x (Variable or array): (N, 3, H, W) float32, RGB in [0, 1], H and W
                multiples of 16.

        Returns:
            Variable: (N, n_class, H, W) float32, before the softmax.
        """
        levels = [self.down[0](x)]
        for block in self.down[1:]:
            levels.append(block(F.max_pooling_2d(levels[-1], 2, cover_all=False)))
        h = levels.pop()
        for block in self.up:
            h = block(h, levels.pop())
        return self.score(h)


class _DoubleConvolution(chainer.Chain):
    """Joined maps --> 3x3 convolution --> ReLU --> 3x3 convolution --> ReLU."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        with self.init_scope():
            self.conv1 = L.Convolution2D(in_channels, out_channels, 3, pad=1)
            self.conv2 = L.Convolution2D(out_channels, out_channels, 3, pad=1)

    def forward(self, *parts):
        layers = [(conv.W, conv.b, conv.stride, conv.pad)
                  for conv in (self.conv1, self.conv2)]
        return convolution_chain(parts, layers, last_relu=True)


class _UpConvolution(chainer.Chain):
    """2x2 up-convolution --> concatenation with the skip --> two convolutions."""

    def __init__(self, in_channels, out_channels):
        super().__init__()
        with self.init_scope():
            self.up = L.Deconvolution2D(in_channels, out_channels, 2, stride=2)
            self.convs = _DoubleConvolution(2 * out_channels, out_channels)

    def forward(self, x, skip):
        return self.convs(skip, self.up(x))
