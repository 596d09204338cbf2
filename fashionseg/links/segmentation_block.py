"""Block L_i of Table II."""

from fashionseg.links.convolutions import Convolutions


class SegmentationBlock(Convolutions):
    """L_i: the segmentation at scale 2^-i (Eq. 2), as scores before the softmax.

    Args:
        in_channels (int): Channels of c_i, up(d_i) and e(i-1) together; a stands in
            for e(-1).
        row (fashionseg.table_2.Row): Row L_i of Table II.
        width (float): Width multiplier, 1.0 is the paper.
    """

    def forward(self, *parts):
        """Parts (N, c, row.size, row.size) -> scores (N, 14, row.size, row.size)."""
        return self.convolve(*parts, last_relu=False)
