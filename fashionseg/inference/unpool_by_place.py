"""Unpooling by the places of the maxima, as SegNet does."""

import numpy as np

from fashionseg.errors import UserError


def unpool_by_place(graph, step, value):
    """Puts every value where the maximum of its window was, zeros elsewhere.

    OpenVINO has no MaxUnpool. The place is found anew instead: it is the first pixel
    of the window that equals the maximum, which is Chainer's choice too.

    Args:
        graph (fashionseg.inference.graph_writer.GraphWriter): Gets the nodes.
        step (fashionseg.inference.trace_net.Step): An upsampling with ``pool``, the
            Step of the pooling whose indices it takes.
        value (callable): Input of a step -> name in the graph.

    Returns:
        str: Name of the result.

    Raises:
        UserError: Windows other than 2 x 2, or windows that overlap or reach beyond
            the map.
    """
    node, pool = step.node, step.pool.node
    exact = step.pool.shapes[0][2:] == tuple(2 * n for n in step.shapes[0][2:])
    if not (exact and step.shape == step.pool.shapes[0]
            and (node.kh, node.kw) == (node.sy, node.sx) == (2, 2)
            and pool.ksize == pool.stride == (2, 2) and pool.pad == (0, 0)):
        raise UserError('unpooling by indices can be exported for windows of 2 x 2 '
                        'pixels side by side only; give --engine chainer')
    zero, rest, parts = np.zeros((), np.float32), value(step.inputs[0]), []
    top = value(step.pool)
    corners = graph.add(
        'Split', graph.add('SpaceToDepth', value(step.pool.inputs[0]), blocksize=2),
        n_output=4, axis=1)
    for corner in corners[:3]:
        here = graph.add('Equal', corner, top)
        parts.append(graph.add('Where', here, rest, zero))
        rest = graph.add('Where', here, zero, rest)
    return graph.add('DepthToSpace', graph.add('Concat', *parts, rest, axis=1),
                     blocksize=2)
