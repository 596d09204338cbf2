"""What happens to the sums of a block on their way to the output."""

import numpy as np


class Finish:
    """Adds a bias and what is in the output already, and applies a ReLU.

    Args:
        b (numpy.ndarray or None): (O,).
        relu (bool): Whether negative sums become 0.
        onto (bool): Whether the sums are added to the output.

    Attributes:
        overwrites (bool): Whether the sums may lie in the output from the start.
    """

    def __init__(self, b=None, relu=False, onto=False):
        self._b = None if b is None else b[:, None, None, None]
        self._relu, self._onto = relu, onto
        self.overwrites = not onto

    def __call__(self, sums, out, channels):
        """Writes sums to the output, both (channels, photos, rows, width)."""
        done = sums is out
        if self._b is not None:
            done = not (self._relu or self._onto)
            np.add(sums, self._b[channels], out=out if done else sums,
                   casting='same_kind')
        if self._onto:
            done = not self._relu
            np.add(sums, out, out=out if done else sums, casting='same_kind')
        if self._relu:
            np.maximum(sums, 0, out=out, casting='same_kind')
        elif not done:
            np.copyto(out, sums, casting='same_kind')
