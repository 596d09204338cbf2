"""Weights that are lost."""

import math

import numpy as np


def first_non_number(link):
    """Finds a weight that is NaN or infinite.

    Args:
        link (chainer.Link): Whose weights; on any device.

    Returns:
        str or None: Name of the first such parameter.
    """
    params = [(name, param.array) for name, param in sorted(link.namedparams())
              if param.array is not None]
    xp = link.xp
    if xp is np:
        # The sum of squares is read at the speed of the memory. It may overflow with
        # numbers that are still some.
        if math.isfinite(sum(float(np.vdot(array, array)) for _, array in params)):
            return None
    good = xp.stack([xp.isfinite(array).all() for _, array in params])
    if xp is not np:
        good = good.get()
    return next((name for (name, _), is_good in zip(params, good) if not is_good), None)
