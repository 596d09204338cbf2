"""Where Chainer's pooling on the CPU asks the engine."""

from chainer.utils import conv

from fashionseg.engines.let_engine_answer import let_engine_answer


def open_pooling_door():
    """Lets the current engine answer Chainer's pooling and its inverses.

    On a GPU Chainer has kernels of its own for them.
    """
    from chainer.functions.pooling import (
        average_pooling_2d, max_pooling_nd, unpooling_2d, upsampling_2d)

    for node_class, name, ask in (
            (max_pooling_nd.MaxPoolingND, 'forward_cpu', _max_pool),
            (max_pooling_nd.MaxPoolingNDGrad, 'forward_cpu', _max_pool_grad),
            (average_pooling_2d.AveragePooling2D, 'forward_cpu', _average_pool),
            (average_pooling_2d.AveragePooling2DGrad, 'forward_cpu',
             _average_pool_grad),
            (upsampling_2d.Upsampling2D, 'forward_cpu', _upsample),
            (upsampling_2d.Upsampling2DGrad, 'forward_cpu', _upsample_grad),
            (unpooling_2d.Unpooling2D, 'forward', _unpool),
            (unpooling_2d.Unpooling2DGrad, 'forward', _unpool_grad)):
        let_engine_answer(node_class, name, ask)


def _max_pool(engine, node, inputs):
    x, = inputs
    if node.ndim != 2:
        return NotImplemented
    window = node.ksize, node.stride, node.pad
    out_size = tuple(
        conv.get_conv_outsize(size, *axis, cover_all=node.cover_all)
        for size, axis in zip(x.shape[2:], zip(*window)))
    answer = engine.max_pool(x, *window, out_size)
    if answer is NotImplemented:
        return NotImplemented
    y, node.indexes = answer
    node._in_shape, node._in_dtype = x.shape, x.dtype
    return y,


def _max_pool_grad(engine, node, inputs):
    func = node.func
    if func.ndim != 2:
        return NotImplemented
    return _one(engine.max_pool_grad(
        inputs[0], func.indexes, func._in_shape[2:], func.ksize, func.stride,
        func.pad))


def _average_pool(engine, node, inputs):
    x, = inputs
    window = _window(node)
    out_size = tuple(conv.get_conv_outsize(size, *axis)
                     for size, axis in zip(x.shape[2:], zip(*window)))
    answer = engine.average_pool(x, *window, out_size)
    if answer is NotImplemented:
        return NotImplemented
    node._in_shape, node._in_dtype = x.shape, x.dtype
    return answer,


def _average_pool_grad(engine, node, inputs):
    return _one(engine.average_pool_grad(
        inputs[0], node._in_shape[2:], *_window(node)))


def _upsample(engine, node, inputs):
    _set_out_size(node, inputs[0])
    node._in_dtype = inputs[0].dtype
    return _one(engine.upsample(
        inputs[0], node.indexes, (node.outh, node.outw), *_window(node)))


def _upsample_grad(engine, node, inputs):
    return _one(engine.upsample_grad(inputs[0], node.indexes, *_window(node)))


def _unpool(engine, node, inputs):
    _set_out_size(node, inputs[0])
    return _one(engine.unpool(inputs[0], (node.outh, node.outw), *_window(node)))


def _unpool_grad(engine, node, inputs):
    return _one(engine.unpool_grad(inputs[0], *_window(node)))


def _window(node):
    return (node.kh, node.kw), (node.sy, node.sx), (node.ph, node.pw)


def _set_out_size(node, x):
    if node.outh is None:
        node.outh = conv.get_deconv_outsize(
            x.shape[2], node.kh, node.sy, node.ph, cover_all=node.cover_all)
    if node.outw is None:
        node.outw = conv.get_deconv_outsize(
            x.shape[3], node.kw, node.sx, node.pw, cover_all=node.cover_all)


def _one(answer):
    return answer if answer is NotImplemented else (answer,)
