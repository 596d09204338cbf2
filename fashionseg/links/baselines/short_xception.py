"""Xception-65 for a CPU."""

from chainercv.links.model.deeplab import Xception65

N_MIDDLE = 16


class ShortXception(Xception65):
    """Xception-65 with fewer blocks in its middle flow.

    These blocks are alike, residual, and all of one size: fewer of them make a small
    variant for a CPU, all else being the same.

    Args:
        n_middle (int): Blocks of the middle flow, 1 to 16; Xception-65 has 16.

    Raises:
        ValueError: Another ``n_middle``.
    """

    def __init__(self, n_middle):
        if not 1 <= n_middle <= N_MIDDLE:
            raise ValueError(f'n_middle is {n_middle}, it must be 1 to {N_MIDDLE}')
        super().__init__()
        self.n_middle = n_middle
        for i in range(n_middle, N_MIDDLE):
            delattr(self, _middle(i))

    def forward(self, x):
        """(N, 3, H, W) -> maps at a quarter of the size and at the last scale."""
        h = self.entryflow_conv2(self.entryflow_conv1(x))
        h, _ = self.entryflow_block1(h)
        h, low_level = self.entryflow_block2(h)
        h, _ = self.entryflow_block3(h)
        for i in range(self.n_middle):
            h, _ = self[_middle(i)](h)
        h, _ = self.exitflow_block1(h)
        high_level, _ = self.exitflow_block2(h)
        return low_level, high_level


def _middle(i):
    return f'middleflow_block{i + 1}'
