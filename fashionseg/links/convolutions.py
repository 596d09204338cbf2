"""The convolutions of one row of Table II."""

import chainer
import chainer.links as L
from chainer.initializers import LeCunNormal

from fashionseg.functions.convolution_chain import convolution_chain
from fashionseg.links.scaled_filters import scaled_filters
from fashionseg.table_2 import Conv


class Convolutions(chainer.ChainList):
    """The convolutions of one row of Table II, with biases.

    Weights are LeCun normal (Section IV-E), biases zero.

    Args:
        in_channels (int): Channels of the input.
        row (fashionseg.table_2.Row): The row; its poolings are the block's affair.
        width (float): Width multiplier, 1.0 is the paper.

    Attributes:
        out_channels (int): Channels of the last convolution.
    """

    def __init__(self, in_channels, row, width=1.0):
        super().__init__()
        for layer in row.layers:
            if isinstance(layer, Conv):
                filters = scaled_filters(layer.filters, width)
                self.append(L.Convolution2D(
                    in_channels, filters, layer.ksize, layer.stride, layer.pad,
                    initialW=LeCunNormal()))
                in_channels = filters
        self.out_channels = in_channels

    def convolve(self, *parts, last_relu):
        """Joins the parts along the channels and convolves, with ReLU between.

        Args:
            parts (Variable or fashionseg.functions.doubled.Doubled): Each
                (N, c, h, w); the channels sum to ``in_channels``.
            last_relu (bool): Whether a ReLU follows the last convolution too.

        Returns:
            Variable: (N, out_channels, h', w').
        """
        layers = [(layer.W, layer.b, layer.stride, layer.pad) for layer in self]
        return convolution_chain(parts, layers, last_relu)
