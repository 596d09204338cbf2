"""What all losses share: a forward pass that makes the gradient too."""

import chainer
from chainer import FunctionNode, as_variable
from chainer.backend import get_array_module


class LossNode(FunctionNode):
    """A scalar loss of one array of scores, with its gradient from the same pass.

    A subclass gives ``compute(xp, score)``: from scores in single or double precision,
    C-contiguous and not to be changed, the sum of the loss over ``count`` elements and
    the gradient of that sum, a new array. The loss is the mean. It cannot be
    differentiated twice.

    Args:
        targets (array): What the scores are compared with; ``self.targets``.
    """

    def __init__(self, targets):
        self.targets = targets

    def forward(self, inputs):
        """float16 is computed in single precision, where the sum fits."""
        score, = inputs
        xp = get_array_module(score)
        total, self._gradient, self._count = self.compute(
            xp, xp.ascontiguousarray(
                score, xp.promote_types(score.dtype, xp.float32)))
        # NumPy 1 divides a number of single precision in double.
        return xp.asarray(total / self._count, self._gradient.dtype),

    def backward(self, indexes, grad_outputs):
        """The gradient times that of the loss."""
        gy, = grad_outputs
        factor = gy.array / self._count
        if getattr(chainer.config, 'backward_once', False):
            # In place, and gone: a second pass would meet what is scaled already.
            gx, self._gradient = self._gradient, None
            gx *= factor
        else:
            gx = self._gradient * factor
        # Cast after the multiplication: float16 needs a scaled loss to hold it.
        return as_variable(gx.astype(self.inputs[0].dtype, copy=False)),
