"""From a small map to the level above."""

from fashionseg.functions.chain_kernels import chain_kernels
from fashionseg.functions.doubled import Doubled
from fashionseg.links.unpool import unpool
from fashionseg.table_2 import UnPool

TWICE = UnPool(2, 2, 0)


def hand_up(x, layer):
    """Unpools a map, or leaves that to the convolution that reads it.

    Args:
        x (Variable): (N, C, H, W) float.
        layer (fashionseg.table_2.UnPool): Window, stride and pad.

    Returns:
        Variable or Doubled: (N, C, H', W'); a
        :class:`~fashionseg.functions.doubled.Doubled` where the engine's kernels read
        the small map, at 2 x 2 without padding.
    """
    if layer == TWICE and chain_kernels(x.array) is not None:
        return Doubled(x)
    return unpool(x, layer)
