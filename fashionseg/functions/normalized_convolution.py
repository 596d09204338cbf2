"""Convolution, batch normalization and ReLU as one node."""

import chainer
import numpy as np
from chainer import FunctionNode, Variable
from chainer.utils.conv import get_conv_outsize

from fashionseg.engines import current_engine


def can_join(arrays):
    """Whether the engine computes :func:`normalized_convolution` here.

    Args:
        arrays (list of array): Maps, filters, scale and shift.

    Returns:
        bool: Not where a function hook watches Chainer's own nodes, where a gradient
        may be differentiated, where a single photo is trained with, which may leave
        one number to a statistic, or where the engine has no kernels for these arrays.
    """
    once = (getattr(chainer.config, 'backward_once', False)
            or not chainer.config.enable_backprop)
    return (once and not chainer.get_function_hooks()
            and (len(arrays[0]) > 1 or not chainer.config.train)
            and current_engine().joins_normalization(*arrays))


def normalized_convolution(x, w, bn, geometry, relu):
    """Convolves, normalizes and cuts off below zero.

    Args:
        x (Variable): (N, C, H, W) float.
        w (Variable): (O, C / groups, kh, kw), filters; there is no bias.
        bn (chainer.links.BatchNormalization): Its scale, shift and statistics; the
            running ones go on as Chainer's own do, and take the batch's place outside
            of training.
        geometry (tuple): Stride, pad and dilation, each as (y, x), and groups.
        relu (bool): Whether negative results become 0.

    Returns:
        Variable: (N, O, H', W'), for one backward pass.
    """
    if chainer.config.train:
        return _NormalizedConvolution(geometry, bn, relu).apply(
            (x, w, bn.gamma, bn.beta))[0]
    # Statistics that are given are a part of the filters.
    dtype = w.dtype.type
    scale = bn.gamma.array / np.sqrt(bn.avg_var + dtype(bn.eps))
    y = current_engine().convolve(
        x.array, w.array * scale[:, None, None, None],
        bn.beta.array - bn.avg_mean * scale, _out_size(x, w, *geometry), *geometry)
    return Variable(np.maximum(y, 0, out=y) if relu else y)


class _NormalizedConvolution(FunctionNode):

    def __init__(self, geometry, bn, relu):
        self._geometry, self._bn, self._relu = geometry, bn, relu
        self._saved = None

    def forward(self, inputs):
        x, w, gamma, beta = inputs
        engine, bn = current_engine(), self._bn
        maps = engine.convolve(
            x, w, None, _out_size(x, w, *self._geometry), *self._geometry)
        y, mean, var, inv_std = engine.batch_normalize(
            maps, gamma, beta, bn.eps, self._relu)
        count = maps.size // gamma.size
        for running, now in (
                (bn.avg_mean, mean), (bn.avg_var, count / (count - 1.) * var)):
            running *= bn.decay
            running += (1 - bn.decay) * now
        if chainer.config.enable_backprop:
            self._saved = x, w, gamma, maps, mean, inv_std, y if self._relu else None
        return y,

    def backward(self, indexes, grad_outputs):
        if self._saved is None or chainer.config.enable_backprop:
            raise RuntimeError('with chainer.config.backward_once a graph serves one '
                               'backward pass and no second derivative')
        (x, w, gamma, maps, mean, inv_std, y), self._saved = self._saved, None
        engine = current_engine()
        gmaps, ggamma, gbeta = engine.batch_normalize_grad(
            maps, gamma, grad_outputs[0].array, mean, inv_std, y)
        gx, gw, _ = engine.convolve_backward(
            x, w, gmaps, *self._geometry, 0 in indexes, False)
        gradients = gx, gw, ggamma, gbeta
        return tuple(Variable(gradients[i], requires_grad=False) for i in indexes)


def _out_size(x, w, stride, pad, dilate, groups):
    return tuple(get_conv_outsize(size, k, s, p, d=d) for size, k, s, p, d in zip(
        x.shape[2:], w.shape[2:], stride, pad, dilate))
