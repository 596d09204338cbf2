"""Counts the arithmetic of the functions that run."""

import chainer
from chainer.functions.connection.convolution_2d import (
    Convolution2DFunction, Convolution2DGradW)
from chainer.functions.connection.deconvolution_2d import Deconvolution2DFunction
from chainer.utils.conv import get_conv_outsize


class OperationCount(chainer.FunctionHook):
    """Counts multiplications and additions of every convolution inside ``with``.

    A multiplication and its addition count as two, the addition of a bias stands in
    for the one addition that a sum of products has less. Taps on padding zeros count
    too. The numbers follow from the shapes that reach Chainer's function nodes, so
    that it does not matter which engine does the arithmetic. Backward counts like
    forward: Chainer's gradients are function nodes themselves, by the input a
    deconvolution, by the filters a ``Convolution2DGradW``.

    All else (normalization, pooling, unpooling, activations, resizing, losses) is a
    few operations for each number and is left out. None of the networks has fully
    connected layers.

    Args:
        link (chainer.Link): Network whose weights are not activations.

    Attributes:
        flop (int): Multiplications and additions.
        reads (int): Numbers in the (N, C, H, W) activations that functions of every
            kind, the cheap ones included, have read.
    """

    name = 'OperationCount'

    def __init__(self, link):
        self.flop = self.reads = 0
        self._weights = {id(parameter.array) for parameter in link.params()}

    def forward_postprocess(self, function, in_data):
        """Called by Chainer after each function."""
        self.flop += 2 * _count_products(function, in_data)
        self.reads += sum(
            array.size for array in in_data
            if array is not None and array.ndim == 4
            and id(array) not in self._weights)


def _count_products(function, in_data):
    if isinstance(function, Convolution2DFunction):
        x, w = in_data[:2]
        height, width = x.shape[2:]
        kh, kw = w.shape[2:]
        out_h = get_conv_outsize(height, kh, function.sy, function.ph,
                                 function.cover_all, function.dy)
        out_w = get_conv_outsize(width, kw, function.sx, function.pw,
                                 function.cover_all, function.dx)
        return len(x) * out_h * out_w * w.size  # w: (out, in / groups, kh, kw)
    if isinstance(function, Deconvolution2DFunction):
        x, w = in_data[:2]
        return len(x) * x.shape[2] * x.shape[3] * w.size  # w: (in, out / groups, ...)
    if isinstance(function, Convolution2DGradW):
        x, gy = in_data
        return gy.size * x.shape[1] // function.groups * function.kh * function.kw
    return 0
