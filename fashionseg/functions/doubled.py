"""A map that is unpooled 2 x 2, without making it."""

import chainer.functions as F


class Doubled:
    """(N, C, H, W) seen as (N, C, 2 H, 2 W): every number repeated 2 x 2.

    :func:`~fashionseg.functions.convolution_chain` reads the small map itself.

    Args:
        x (Variable): (N, C, H, W) float, the small map.
    """

    def __init__(self, x):
        self.x = x

    @property
    def shape(self):
        """tuple: (N, C, 2 H, 2 W)."""
        n, c, height, width = self.x.shape
        return n, c, 2 * height, 2 * width

    @property
    def dtype(self):
        """numpy.dtype: That of the small map."""
        return self.x.dtype

    @property
    def creator(self):
        """FunctionNode or None: What made the small map."""
        return self.x.creator

    def whole(self):
        """Returns the large map, a Variable."""
        return F.unpooling_2d(self.x, 2, 2, 0, cover_all=False)
