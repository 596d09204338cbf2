"""Convolutions one after the other, with ReLU between, as one node."""

import chainer
import chainer.functions as F
from chainer import FunctionNode, Variable
from chainer.backend import get_array_module

from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.functions.chain_kernels import chain_kernels
from fashionseg.functions.doubled import Doubled
from fashionseg.functions.fold_filters import fold_filters, fold_filters_grad


def convolution_chain(parts, layers, last_relu):
    """Joins maps along the channels and convolves them.

    An engine with kernels for chains keeps what lies between the layers in its own
    form, never joins the parts of different size (see
    :func:`~fashionseg.functions.fold_filters.fold_filters`) and keeps nothing of
    before a ReLU. Elsewhere this is the graph of Chainer's nodes that it replaces.

    Args:
        parts (list of Variable or Doubled): Each (N, c, H, W) float; one at least is
            no :class:`~fashionseg.functions.doubled.Doubled`.
        layers (list of tuple): ``(W, b, stride, pad)`` of each convolution. Where a
            part is Doubled the first one has filters of 3x3, stride 1 and pad 1.
        last_relu (bool): Whether a ReLU follows the last convolution too.

    Returns:
        Variable: (N, O, H', W').

    With ``chainer.config.backward_once`` the graph serves one backward pass and no
    second derivative, and lets go of its memory on the way.
    """
    small = tuple(isinstance(part, Doubled) for part in parts)
    kernels = chain_kernels(layers[0][0].array)
    if kernels is None:
        parts = [part.whole() if is_small else part
                 for part, is_small in zip(parts, small)]
        return _graph(parts, layers, last_relu)
    node = _ConvolutionChain(
        kernels, small, [tuple(layer[2:]) for layer in layers], last_relu)
    parts = [part.x if is_small else part for part, is_small in zip(parts, small)]
    return node.apply(parts + [v for w, b, *_ in layers for v in (w, b)])[0]


def _graph(parts, layers, last_relu):
    h = parts[0] if len(parts) == 1 else F.concat(parts)
    for k, (w, b, stride, pad) in enumerate(layers):
        h = F.convolution_2d(h, w, b, stride, pad)
        if last_relu or k + 1 < len(layers):
            h = F.relu(h)
    return h


class _ConvolutionChain(FunctionNode):

    def __init__(self, kernels, small, geometry, last_relu):
        self._kernels = kernels
        self._small = small
        self._geometry = geometry
        self._relu = [True] * (len(geometry) - 1) + [last_relu]
        self._once = getattr(chainer.config, 'backward_once', False)

    def forward(self, inputs):
        kernels, n_part = self._kernels, len(self._small)
        self._n_channel = [part.shape[1] for part in inputs[:n_part]]
        self._dtype = inputs[0].dtype
        if not self._once:
            self.retain_inputs(range(len(inputs)))
        saved = []
        full, small = self._join(inputs[:n_part])
        for k, (stride, pad) in enumerate(self._geometry):
            w, b = inputs[n_part + 2 * k:n_part + 2 * k + 2]
            filters, folded, onto = w, None, None
            if k == 0 and small is not None:
                filters, folded = KeptWeights.make_once(
                    ('fold', self._small, *self._n_channel), w, lambda: (
                        self._cut(w, False), fold_filters(self._cut(w, True))))
                folded = kernels.enter(folded)
                onto = kernels.deconvolve(small, folded)
            filters = kernels.enter(filters)
            x = full if k == 0 else y
            y = kernels.convolve(
                x, filters, kernels.enter(b), stride, pad, self._relu[k], onto)
            if chainer.config.enable_backprop:
                saved.append((x, filters, folded, y if self._relu[k] else None))
        self._saved = saved, small
        return kernels.leave(y, self._dtype, again=True),

    def backward(self, indexes, grad_outputs):
        if self._once and (self._saved is None or chainer.config.enable_backprop):
            raise RuntimeError('with chainer.config.backward_once a graph serves one '
                               'backward pass and no second derivative')
        if chainer.config.enable_backprop:
            return self._backward_as_graph(indexes, grad_outputs)
        kernels, n_part = self._kernels, len(self._small)
        saved, small = self._saved
        if self._once:
            self._saved = None
        gy, owned = kernels.enter(grad_outputs[0].array), False
        gradients = {}
        for k in reversed(range(len(saved))):
            x, filters, folded, y = saved.pop() if self._once else saved[k]
            if y is not None:
                gy = kernels.relu_grad(gy, y, owned)
            want_x = k > 0 or any(
                i in indexes for i in range(n_part) if not self._small[i])
            gx, gw, gb = kernels.convolve_backward(
                x, filters, gy, *self._geometry[k], want_x)
            gw = kernels.leave(gw, self._dtype)
            if folded is not None:
                g_small, gk = kernels.deconvolve_backward(small, folded, gy)
                gw = self._join_filters(gw, kernels.leave(gk, self._dtype))
                self._split(gradients, True, g_small)
            gradients[n_part + 2 * k] = gw
            gradients[n_part + 2 * k + 1] = kernels.leave(gb, self._dtype)
            gy, owned = gx, True
        if gy is not None:
            self._split(gradients, False, gy)
        return tuple(Variable(gradients[i], requires_grad=False) for i in indexes)

    def _backward_as_graph(self, indexes, grad_outputs):
        """A gradient of the gradient is asked for: Chainer's own nodes have one."""
        inputs = self.get_retained_inputs()
        n_part = len(self._small)
        parts = [Doubled(x).whole() if small else x
                 for x, small in zip(inputs, self._small)]
        layers = [(inputs[n_part + 2 * k], inputs[n_part + 2 * k + 1], *geometry)
                  for k, geometry in enumerate(self._geometry)]
        y = _graph(parts, layers, self._relu[-1])
        return chainer.grad([y], [inputs[i] for i in indexes], grad_outputs,
                            enable_double_backprop=True)

    def _join(self, parts):
        """The full parts as one, and the small ones as one or None."""
        kernels, groups = self._kernels, ([], [])
        for part, is_small in zip(parts, self._small):
            groups[is_small].append(kernels.enter(part))
        full, small = groups
        return kernels.join(full), kernels.join(small) if small else None

    def _channels(self, of_small):
        """(part, its channels in the joined map) of the parts of one kind."""
        start = 0
        for i, is_small in enumerate(self._small):
            stop = start + self._n_channel[i]
            if is_small == of_small:
                yield i, slice(start, stop)
            start = stop

    def _cut(self, w, of_small):
        pieces = [w[:, channels] for _, channels in self._channels(of_small)]
        return get_array_module(w).concatenate(pieces, axis=1)

    def _join_filters(self, gw_full, gk):
        xp = get_array_module(gk)
        gw = xp.empty((len(gw_full), sum(self._n_channel), 3, 3), gk.dtype)
        for of_small, part in ((False, gw_full), (True, fold_filters_grad(gk))):
            start = 0
            for _, channels in self._channels(of_small):
                stop = start + channels.stop - channels.start
                gw[:, channels] = part[:, start:stop]
                start = stop
        return gw

    def _split(self, gradients, of_small, gx):
        start = 0
        for i, channels in self._channels(of_small):
            stop = start + channels.stop - channels.start
            gradients[i] = self._kernels.leave(
                gx[:, start:stop], self._dtype, again=True)
            start = stop
