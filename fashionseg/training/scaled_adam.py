"""Adam for gradients that passed through float16."""

import chainer

from fashionseg.engines import current_engine


class ScaledAdam(chainer.optimizers.Adam):
    """Adam with a loss that is multiplied before the backward pass.

    Gradients below the smallest number of float16 would be lost otherwise. The factor
    is Chainer's dynamic one: it doubles in every step until a gradient overflows; such
    a step is left out and the factor halved, after which it grows slowly. The weights
    and moments stay in single precision and get gradients without the factor.

    Args:
        **hyperparameters: Those of :class:`chainer.optimizers.Adam`.
    """

    def __init__(self, **hyperparameters):
        super().__init__(**hyperparameters)
        self.loss_scaling()

    def check_nan_in_grads(self):
        """Looks for an overflow: one number for all gradients comes to the host."""
        self._loss_scaling_isnan = not current_engine().all_finite(
            [parameter.grad for parameter in self.target.params()])
        self._loss_scaling_isnan_ever |= self._loss_scaling_isnan

    def serialize(self, serializer):
        """Saves or loads the factor too, so that a resumed run goes on alike."""
        super().serialize(serializer)
        self._loss_scale = float(serializer('loss_scale', self._loss_scale))
        self._loss_scaling_isnan_ever = bool(serializer(
            'loss_overflowed', self._loss_scaling_isnan_ever))
