"""From a network to an ONNX graph."""

import numpy as np

from fashionseg.errors import UserError
from fashionseg.inference.trace_net import trace_net
from fashionseg.inference.translations import TRANSLATIONS


def build_graph(net, labels=False):
    """Builds the graph of a network with its weights.

    Args:
        net (fashionseg.links.SegmentationNet): Network on the CPU.
        labels (bool): Put out class ids instead of scores.

    Returns:
        onnx.ModelProto: ``photos`` (N, 3, 224, 224) float32, RGB in [0, 1], any N, ->
        ``scores`` (N, 14, 224, 224) float32, before the softmax, or ``labels``
        (N, 224, 224) int32.

    Raises:
        UserError: The network calls a function that has no translation.
    """
    # The core goes without the package onnx.
    from fashionseg.inference.graph_writer import PHOTOS, GraphWriter

    graph, names, pools = GraphWriter(), {None: PHOTOS}, {}

    def value(source):
        return source if isinstance(source, np.ndarray) else names[source]

    for step in trace_net(net):
        kind = type(step.node).__name__
        if kind not in TRANSLATIONS:
            raise UserError(f'{kind} of Chainer has no translation to ONNX; give '
                            '--engine chainer')
        if kind == 'MaxPoolingND':
            pools[id(step.node.indexes)] = step
        elif kind == 'Upsampling2D':
            step.pool = pools[id(step.node.indexes)]
        names[step] = TRANSLATIONS[kind](graph, step, value)
    if not labels:
        return graph.finish('scores', names[step], step.shape[1:], np.float32)
    best = graph.add('ArgMax', names[step], axis=1, keepdims=0)
    return graph.finish('labels', graph.to_int32(best), step.shape[2:], np.int32)
