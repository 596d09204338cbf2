"""Block C_i of Table II."""

from fashionseg.links.convolutions import Convolutions
from fashionseg.links.hand_up import hand_up


class UpscaleBlock(Convolutions):
    """C_i: a convolution with ReLU, unpooled to the size of the level above.

    It leaks e_i into the next level of the decoder (Section III-B).

    Args:
        in_channels (int): Channels of e_i.
        row (fashionseg.table_2.Row): Row C_i of Table II.
        width (float): Width multiplier, 1.0 is the paper.
    """

    def __init__(self, in_channels, row, width=1.0):
        super().__init__(in_channels, row, width)
        self._unpool = row.layers[-1]

    def forward(self, e):
        """(N, in_channels, h, w) -> (N, out_channels, row.size, row.size).

        See :func:`fashionseg.links.hand_up.hand_up` for the form of the result.
        """
        return hand_up(self.convolve(e, last_relu=True), self._unpool)
