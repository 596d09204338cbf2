"""The optimizer of a run."""

import chainer

from fashionseg.engines import current_engine
from fashionseg.training.scaled_adam import ScaledAdam


def make_optimizer(learning_rate, beta2=0.999):
    """Adam, with loss scaling where the engine computes in float16.

    Args:
        learning_rate (float): Adam's at the start, > 0.
        beta2 (float): Decay rate of the second moment, in (0, 1).

    Returns:
        chainer.optimizers.Adam: Not set up yet.
    """
    half = current_engine().precision == 'float16'
    adam = ScaledAdam if half else chainer.optimizers.Adam
    return adam(alpha=learning_rate, beta2=beta2)
