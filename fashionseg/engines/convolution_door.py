"""Where Chainer's convolutions ask the engine."""

import chainer
import numpy as np

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_convolution_door():
    """Lets the current engine answer Chainer's 2-dimensional (de)convolutions.

    Only the arithmetic changes: the function nodes, and with them the graph and the
    double backward, stay Chainer's.
    """
    from chainer.functions.connection import convolution_2d, deconvolution_2d

    for node_class, ask in (
            (convolution_2d.Convolution2DFunction, _convolve),
            (convolution_2d.Convolution2DGradW, _grad_w),
            (deconvolution_2d.Deconvolution2DFunction, _deconvolve)):
        for name in ('forward_cpu', 'forward_gpu'):
            let_engine_answer(node_class, name, ask)
    let_engine_answer(convolution_2d.Convolution2DFunction, 'backward', _backward)


def _convolve(engine, node, inputs):
    arrays = _of_one_dtype(node, inputs)
    if arrays is None or node.cudnn_fast:
        return NotImplemented
    x, w, b = arrays if len(arrays) == 3 else (*arrays, None)
    return _finish(node, inputs[0].dtype, engine.convolve(
        x, w, b, node._get_out_size(x.shape, w.shape), *_geometry(node)))


def _grad_w(engine, node, inputs):
    arrays = _of_one_dtype(node, inputs)
    if arrays is None:
        return NotImplemented
    return _finish(node, node.W_dtype, engine.convolve_grad_w(
        *arrays, (node.kh, node.kw), *_geometry(node)))


def _deconvolve(engine, node, inputs):
    arrays = _of_one_dtype(node, inputs)
    if arrays is None:
        return NotImplemented
    x, w, b = arrays if len(arrays) == 3 else (*arrays, None)
    node._calc_out_size(x.shape, w.shape)
    return _finish(node, inputs[0].dtype, engine.deconvolve(
        x, w, b, (node.outh, node.outw), *_geometry(node)))


def _backward(engine, node, indexes, grad_outputs):
    """All gradients in one call, where nobody differentiates or watches them."""
    if (chainer.config.enable_backprop or chainer.get_function_hooks()
            or node.local_function_hooks or 1 not in indexes):
        return NotImplemented
    inputs = [v.array for v in (*node.get_retained_inputs(), *grad_outputs)]
    arrays = _of_one_dtype(node, inputs)
    if arrays is None:
        return NotImplemented
    gradients = engine.convolve_backward(*arrays, *_geometry(node), 0 in indexes,
                                         2 in indexes)
    if gradients is NotImplemented:
        return NotImplemented
    dtypes = inputs[0].dtype, inputs[1].dtype, inputs[0].dtype
    return tuple(
        chainer.Variable(gradients[k].astype(dtypes[k], copy=False),
                         requires_grad=False)
        for k in indexes)


def _of_one_dtype(node, inputs):
    """The arrays in one dtype, as Chainer mixes them; None where Chainer must do it."""
    if (any(layout is not None for layout in node.input_layouts)
            or len({type(array) for array in inputs}) > 1
            or any(0 in array.shape for array in inputs)):
        return None
    dtype = np.result_type(*(array.dtype for array in inputs))
    return [array.astype(dtype, copy=False) for array in inputs]


def _geometry(node):
    return ((node.sy, node.sx), (node.ph, node.pw), (node.dy, node.dx), node.groups)


def _finish(node, dtype, result):
    if result is NotImplemented:
        return NotImplemented
    node.retain_inputs((0, 1))
    return result.astype(dtype, copy=False),
