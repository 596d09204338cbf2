"""Block D_i of Table II."""

import chainer.functions as F

from fashionseg.links.convolutions import Convolutions
from fashionseg.links.hand_up import hand_up


class DecoderBlock(Convolutions):
    """D_i: which classes lie in the receptive field of each cell (Eq. 1).

    Args:
        in_channels (int): Channels of e_6, or of e_i, up(d(i+1)) and c(i+1) together.
        row (fashionseg.table_2.Row): Row D_i of Table II.
        width (float): Width multiplier, 1.0 is the paper.
    """

    def __init__(self, in_channels, row, width=1.0):
        super().__init__(in_channels, row, width)
        self._unpool = row.layers[-1]

    def forward(self, *parts):
        """Joins the parts along the channels and predicts.

        Args:
            parts (Variable or Doubled): Each (N, c, h, w); the channels sum to
                ``in_channels``.

        Returns:
            tuple: ``(score, up)``. ``score`` is d'_i before the sigmoid,
            (N, 14, h, w), for the loss; ``up`` is the sigmoid of it, unpooled to
            (N, 14, row.size, row.size), for the level above and for L_i, in the
            form that :func:`fashionseg.links.hand_up.hand_up` gives it.
        """
        score = self.convolve(*parts, last_relu=False)
        return score, hand_up(F.sigmoid(score), self._unpool)
