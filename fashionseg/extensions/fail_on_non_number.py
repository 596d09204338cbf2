"""A run whose weights are lost ends."""

from chainer.training import extensions

from fashionseg.errors import UserError


class FailOnNonNumber(extensions.FailOnNonNumber):
    """Raises UserError after the step in which a weight is NaN or infinite."""

    def __call__(self, trainer):
        """Looks at all weights."""
        try:
            super().__call__(trainer)
        except RuntimeError:
            raise UserError(
                'the weights are no longer numbers after step '
                f'{trainer.updater.iteration}: the loss grew without bounds; train '
                'with another --seed, or lower the learning rate of the profile'
            ) from None
