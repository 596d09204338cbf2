"""Blocks A and E_i of Table II."""

from fashionseg.links.convolutions import Convolutions


class EncoderBlock(Convolutions):
    """E_i: three convolutions, each followed by a ReLU; the first one scales down.

    Block A has the same form without the scaling and is made of this Link too.

    Args:
        in_channels (int): Channels of e(i-1), or 3 for A.
        row (fashionseg.table_2.Row): Row A or E_i of Table II.
        width (float): Width multiplier, 1.0 is the paper.
    """

    def forward(self, x):
        """(N, in_channels, H, W) -> (N, out_channels, row.size, row.size)."""
        return self.convolve(x, last_relu=True)
