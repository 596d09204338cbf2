"""Where ChainerCV's blocks of convolution, normalization and ReLU ask the engine."""

import chainer.functions as F
import chainer.links as L
from chainer import as_variable
from chainer.functions import identity
from chainercv.links import Conv2DBNActiv, SeparableConv2DBNActiv

from fashionseg.engines.let_engine_answer import let_engine_answer
from fashionseg.functions.normalized_convolution import (
    can_join, normalized_convolution)


def open_block_door():
    """Lets the current engine compute each block as one node, where it can."""
    let_engine_answer(Conv2DBNActiv, 'forward', _block)
    let_engine_answer(SeparableConv2DBNActiv, 'forward', _separable_block)


def _block(engine, link, x):
    return _join(x, link.conv, link.bn, link.activ)


def _separable_block(engine, link, x):
    h = _join(x, link.depthwise, link.dw_bn, link.dw_activ)
    if h is NotImplemented:
        return NotImplemented
    y = _join(h, link.pointwise, link.pw_bn, link.pw_activ)
    if y is NotImplemented:
        y = link.pw_activ(link.pw_bn(link.pointwise(h)))
    return y


def _join(x, conv, bn, activ):
    x = as_variable(x)
    if (type(bn) is not L.BatchNormalization or conv.b is not None
            or conv.W.array is None or bn.gamma is None or bn.beta is None
            or bn.axis not in (None, (0, 2, 3)) or conv.cudnn_fast
            or activ not in (F.relu, identity, None)):
        return NotImplemented
    if not can_join([v.array for v in (x, conv.W, bn.gamma, bn.beta)]):
        return NotImplemented
    geometry = (*map(_pair, (conv.stride, conv.pad, conv.dilate)), conv.groups)
    return normalized_convolution(x, conv.W, bn, geometry, activ is F.relu)


def _pair(number):
    return tuple(number) if hasattr(number, '__len__') else (number, number)
