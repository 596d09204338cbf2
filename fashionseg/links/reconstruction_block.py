"""Block B_i of Table II."""

from fashionseg.links.convolutions import Convolutions


class ReconstructionBlock(Convolutions):
    """B_i: the photo at scale 2^-i, as scores before the sigmoid.

    Args:
        in_channels (int): Channels of e(i-1).
        row (fashionseg.table_2.Row): Row B_i of Table II.
        width (float): Width multiplier, 1.0 is the paper.
    """

    def forward(self, e):
        """(N, in_channels, row.size, row.size) -> (N, 3, row.size, row.size)."""
        return self.convolve(e, last_relu=False)
