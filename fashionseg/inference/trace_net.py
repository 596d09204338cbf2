"""What a network computes, written down call by call."""

from dataclasses import dataclass

import chainer
import numpy as np

from fashionseg.engines import current_engine
from fashionseg.engines.current_engine import set_current_engine
from fashionseg.engines.engine import Engine
from fashionseg.table_2 import INPUT_SIZE


@dataclass(eq=False)
class Step:
    """One call of a function.

    Attributes:
        node (chainer.FunctionNode): Its attributes say how it was called.
        inputs (list): For each input the Step that makes it, None for the photos,
            or the numpy.ndarray of a weight.
        shapes (list of tuple): Of the inputs.
        shape (tuple): Of the output.
        pool (Step): For an unpooling by indices: the pooling that made them.
    """

    node: chainer.FunctionNode
    inputs: list
    shapes: list
    shape: tuple
    pool: 'Step' = None


def trace_net(net):
    """Runs a network once, on one black photo, and writes down what it calls.

    The kernels are Chainer's own, and so is each function: while a hook is at work,
    the blocks of our network do not join several into one.

    Args:
        net (fashionseg.links.SegmentationNet): Network on the CPU.

    Returns:
        list of Step: In the order of the calls. The last one makes the scores,
        (1, 14, 224, 224).
    """
    photos = chainer.Variable(np.zeros((1, 3, INPUT_SIZE, INPUT_SIZE), np.float32))
    engine, calls = current_engine(), _Calls()
    set_current_engine(Engine())
    try:
        with chainer.using_config('train', False), \
                chainer.using_config('enable_backprop', True), calls:
            scores = net.segmentation_scores(photos)
    finally:
        set_current_engine(engine)
    makers, steps = {id(photos.node): None}, []
    for node, arrays in calls.made:
        output, = (reference() for reference in node.outputs)
        inputs = [makers.get(id(variable), array)
                  for variable, array in zip(node.inputs, arrays)]
        steps.append(Step(node, inputs, [array.shape for array in arrays],
                          output.shape))
        makers[id(output)] = steps[-1]
    assert makers[id(scores.node)] is steps[-1]
    return steps


class _Calls(chainer.FunctionHook):
    """Keeps every function with its arrays; the graph keeps no weights."""

    def __init__(self):
        self.made = []

    def forward_postprocess(self, function, in_data):
        self.made.append((function, in_data))
