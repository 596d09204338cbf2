"""From Chainer's functions to ONNX operators."""

import numpy as np

from fashionseg.inference.fold_unpooling import fold_unpooling
from fashionseg.inference.unpool_by_place import unpool_by_place


def _convolution(graph, step, value):
    folded = fold_unpooling(graph, step, value)
    if folded:
        return folded
    node, ksize = step.node, step.shapes[1][2:]
    stride, dilate = (node.sy, node.sx), (node.dy, node.dx)
    return graph.add(
        'Conv', *map(value, step.inputs), strides=stride, dilations=dilate,
        group=node.groups,
        pads=_pads(step, ksize, stride, (node.ph, node.pw), dilate))


def _deconvolution(graph, step, value):
    node, pad = step.node, (step.node.ph, step.node.pw)
    stride, dilate = (node.sy, node.sx), (node.dy, node.dx)
    beyond = [s * (n_in - 1) + d * (k - 1) + 1 - p - n_out
              for n_in, n_out, k, s, d, p in zip(
                  step.shapes[0][2:], step.shape[2:], step.shapes[1][2:], stride,
                  dilate, pad)]
    return graph.add(
        'ConvTranspose', *map(value, step.inputs), strides=stride, dilations=dilate,
        group=node.groups, pads=[*pad, *(max(n, 0) for n in beyond)],
        output_padding=[max(-n, 0) for n in beyond])


def _unpooling(graph, step, value):
    # Windows that overlap add up: a convolution by ones.
    node, n_channel = step.node, step.shape[1]
    ones = np.ones((n_channel, 1, node.kh, node.kw), np.float32)
    pad = node.ph, node.pw
    beyond = [s * (n_in - 1) + k - p - n_out for n_in, n_out, k, s, p in zip(
        step.shapes[0][2:], step.shape[2:], (node.kh, node.kw), (node.sy, node.sx),
        pad)]
    return graph.add(
        'ConvTranspose', value(step.inputs[0]), ones, strides=(node.sy, node.sx),
        group=n_channel, pads=[*pad, *beyond])


def _max_pooling(graph, step, value):
    node = step.node
    return graph.add(
        'MaxPool', value(step.inputs[0]), kernel_shape=node.ksize,
        strides=node.stride, pads=_pads(step, node.ksize, node.stride, node.pad))


def _average_pooling(graph, step, value):
    node = step.node
    ksize = int(node.kh), int(node.kw)
    stride = int(node.sy), int(node.sx)
    return graph.add(
        'AveragePool', value(step.inputs[0]), kernel_shape=ksize, strides=stride,
        pads=_pads(step, ksize, stride, (node.ph, node.pw)), count_include_pad=1)


def _pads(step, ksize, stride, pad, dilate=(1, 1)):
    # Beyond the lower right edge, Chainer's cover_all needs more.
    ends = [max(p, (n_out - 1) * s + d * (k - 1) + 1 - n_in - p)
            for p, n_out, s, d, k, n_in in zip(
                pad, step.shape[2:], stride, dilate, ksize, step.shapes[0][2:])]
    return [*pad, *ends]


def _normalization(graph, step, value):
    return graph.add('BatchNormalization', *map(value, step.inputs),
                     epsilon=step.node.eps)


def _response_normalization(graph, step, value):
    node = step.node
    # ONNX divides alpha by the number of neighbours.
    return graph.add('LRN', value(step.inputs[0]), size=node.n, bias=float(node.k),
                     alpha=node.alpha * node.n, beta=node.beta)


def _resize(graph, step, value):
    sizes = np.array(step.shape[2:], np.int64)
    x = value(step.inputs[0])
    batch = graph.add('Slice', graph.add('Shape', x), *map(_ints, ((0,), (2,))))
    way = 'align_corners' if step.node.align_corners else 'half_pixel'
    return graph.add('Resize', x, None, None,
                     graph.add('Concat', batch, sizes, axis=0), mode='linear',
                     coordinate_transformation_mode=way)


def _mean(graph, step, value):
    return graph.add('ReduceMean', value(step.inputs[0]), axes=step.node.axis,
                     keepdims=int(step.node.keepdims))


def _broadcast(graph, step, value):
    # Sizes of 1 keep the input's: the number of photos stays open.
    return graph.add('Expand', value(step.inputs[0]), _ints((1, *step.shape[1:])))


def _concat(graph, step, value):
    return graph.add('Concat', *map(value, step.inputs), axis=step.node.axis)


def _ints(numbers):
    return np.array(numbers, np.int64)


def _plain(operator):
    return lambda graph, step, value: graph.add(operator, *map(value, step.inputs))


# By the name of the class.
TRANSLATIONS = {
    'Add': _plain('Add'),
    'AveragePooling2D': _average_pooling,
    'BroadcastTo': _broadcast,
    'Concat': _concat,
    'Convolution2DFunction': _convolution,
    'Deconvolution2DFunction': _deconvolution,
    'FixedBatchNormalization': _normalization,
    'Identity': _plain('Identity'),
    'LocalResponseNormalization': _response_normalization,
    'MaxPoolingND': _max_pooling,
    'Mean': _mean,
    'ReLU': _plain('Relu'),
    'ResizeImages': _resize,
    'Sigmoid': _plain('Sigmoid'),
    'Unpooling2D': _unpooling,
    'Upsampling2D': unpool_by_place,
}
