"""A convolution over unpooled maps, computed on the small maps."""

import numpy as np

from fashionseg.engines.corner_taps import CORNER_TAPS
from fashionseg.functions.fold_filters import fold_filters


def fold_unpooling(graph, step, value):
    """Folds 2x unpooling, concatenation and a 3x3 convolution into less work.

    Over a map whose every value is repeated in a 2 x 2 window, a 3x3 convolution is a
    transposed convolution of the map before: kernel 4x4, stride 2, pad 1, 4/9 of the
    multiplications. The filters of what was not unpooled stay a convolution. The sum
    is exact; only its order differs.

    The transposed convolution is written as four convolutions by 2x2 filters, one for
    each corner of a window, and DepthToSpace: engines have fast convolutions of more
    kinds than they have fast transposed ones.

    Args:
        graph (fashionseg.inference.graph_writer.GraphWriter): Gets the nodes.
        step (fashionseg.inference.trace_net.Step): A convolution.
        value (callable): Input of a step -> name in the graph or numpy.ndarray.

    Returns:
        str or None: Name of the result; None, and nothing added, when the convolution
        is not 3x3, stride 1, pad 1, or reads nothing that was unpooled.
    """
    maker, w, *bias = step.inputs
    parts = [(maker, step.shapes[0][1])]
    if _kind(maker) == 'Concat' and maker.node.axis == 1:
        parts = [(part, shape[1]) for part, shape in zip(maker.inputs, maker.shapes)]
    if not (_is_plain(step) and any(_doubles(part) for part, _ in parts)):
        return None
    pieces = np.split(w, np.cumsum([size for _, size in parts])[:-1], axis=1)
    small, large = [], []
    for (part, _), piece in zip(parts, pieces):
        if _doubles(part):
            small.append((value(part.inputs[0]), piece))
        else:
            large.append((value(part), piece))
    x, filters = _join(graph, small)
    y = _double(graph, x, fold_filters(filters), [] if large else bias)
    if not large:
        return y
    x, filters = _join(graph, large)
    return graph.add('Add', graph.add('Conv', x, filters, *bias, pads=(1, 1, 1, 1)), y)


def _double(graph, x, w, bias):
    """Transposed convolution by w (C, O, 4, 4), stride 2, pad 1."""
    corners = [
        graph.add('Conv', x, w[:, :, rows][..., columns].transpose(1, 0, 2, 3), *bias,
                  pads=(1 - i, 1 - j, i, j))
        for i, rows in enumerate(CORNER_TAPS)
        for j, columns in enumerate(CORNER_TAPS)]
    return graph.add('DepthToSpace', graph.add('Concat', *corners, axis=1),
                     blocksize=2, mode='DCR')


def _is_plain(step):
    node, ones = step.node, (1, 1)
    return step.inputs[1].shape[2:] == (3, 3) and node.groups == 1 and (
        (node.sy, node.sx) == (node.ph, node.pw) == (node.dy, node.dx) == ones
        and not node.cover_all)


def _doubles(maker):
    if _kind(maker) != 'Unpooling2D':
        return False
    node = maker.node
    return (node.kh, node.kw) == (node.sy, node.sx) == (2, 2) and (
        (node.ph, node.pw) == (0, 0)
        and maker.shape[2:] == tuple(2 * n for n in maker.shapes[0][2:]))


def _kind(maker):
    return type(getattr(maker, 'node', None)).__name__


def _join(graph, parts):
    names, pieces = zip(*parts)
    x = graph.add('Concat', *names, axis=1) if len(names) > 1 else names[0]
    return x, np.concatenate(pieces, axis=1)
