"""Where Chainer adds the gradients that meet at one variable."""

import functools

import chainer
from chainer.utils import force_array

from fashionseg.engines.current_engine import current_engine
from fashionseg.engines.engine import Engine


def open_gradient_door():
    """Adds arrays where Chainer would build a node of the graph for each sum.

    In a backward pass that is not to be differentiated again nobody reads the nodes,
    and making one takes longer than the sum of two small maps.
    """
    from chainer import _backprop_utils

    original = _backprop_utils._reduce
    if hasattr(original, '__wrapped__'):
        return

    @functools.wraps(original)
    def reduce(gradients):
        if len(gradients) < 2 or chainer.config.enable_backprop \
                or type(current_engine()) is Engine:
            return original(gradients)
        first, second, *others = [gradient.array for gradient in gradients]
        # The arrays may be others' gradients too; the sum of two is new.
        total = force_array(first + second)  # NumPy makes a number of two
        for array in others:
            total += array
        gradients[:] = [chainer.Variable(total, requires_grad=False)]
        return gradients[0]

    _backprop_utils._reduce = reduce
