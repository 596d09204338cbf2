"""Put the block-wise convolutions in the place of Chainer's CPU convolutions."""

import functools

import numpy as np

from fashionseg.engines.numpy_kernels.depthwise_convolution import (
    depthwise_convolve, depthwise_deconvolve, depthwise_grad_w)
from fashionseg.engines.numpy_kernels.strided_convolution import (
    convolve, convolve_grad_w, deconvolve)


def install_numpy_convolution():
    """Replace the CPU cores of Chainer's 2-dimensional (de)convolution.

    Only the arithmetic changes: the function nodes, and with them the graph, double
    backward and the GPU paths, stay Chainer's. Left to Chainer are grouped
    convolutions other than depthwise ones and strides above 1 with a dilation.
    Calling it again does nothing.
    """
    from chainer.functions.connection import convolution_2d, deconvolution_2d

    conv = convolution_2d.Convolution2DFunction
    if getattr(conv, '_block_wise', False):
        return
    conv._block_wise = True
    _replace(conv, _forward)
    _replace(convolution_2d.Convolution2DGradW, _grad_w)
    _replace(deconvolution_2d.Deconvolution2DFunction, _deconvolution)


def _replace(node_class, compute):
    """Let ``compute`` answer the calls that it can, Chainer's methods the rest."""
    for name in ('_forward_cpu_core', '_forward_grouped_convolution'):
        setattr(node_class, name,
                _answer_or_pass_on(compute, getattr(node_class, name)))


def _answer_or_pass_on(compute, original):
    @functools.wraps(original)
    def method(node, *arrays):
        if not _is_ours(node, arrays):
            return tuple(_contiguous(a) for a in original(node, *arrays))
        geometry = (node.sy, node.sx), (node.ph, node.pw), (node.dy, node.dx)
        return compute(node, *arrays, *geometry),
    return method


def _contiguous(array):
    # ChainerMN averages only those gradients that are contiguous.
    return np.ascontiguousarray(array) if type(array) is np.ndarray else array


def _is_ours(node, arrays):
    if not all(type(a) is np.ndarray for a in arrays if a is not None):
        return False
    if node._use_ideep or 0 in arrays[0].shape:
        return False
    if (node.sy, node.sx) != (1, 1) and (node.dy, node.dx) != (1, 1):
        return False
    # Depthwise: as many groups as channels before and after.
    return node.groups == 1 or all(
        node.groups == channels for channels in _channels(node, arrays))


def _channels(node, arrays):
    x, other = arrays[:2]
    if hasattr(node, 'W_shape'):
        return x.shape[1], other.shape[1]
    return x.shape[1], other.shape[0], other.shape[1] * node.groups


def _forward(node, x, w, b, stride, pad, dilate):
    run = convolve if node.groups == 1 else depthwise_convolve
    return run(
        x, w, b, node._get_out_size(x.shape, w.shape), stride, pad, dilate)


def _grad_w(node, x, gy, stride, pad, dilate):
    run = convolve_grad_w if node.groups == 1 else depthwise_grad_w
    gw = run(x, gy, (node.kh, node.kw), stride, pad, dilate)
    return np.ascontiguousarray(gw, node.W_dtype)


def _deconvolution(node, x, w, b, stride, pad, dilate):
    run = deconvolve if node.groups == 1 else depthwise_deconvolve
    return run(x, w, b, (node.outh, node.outw), stride, pad, dilate)
