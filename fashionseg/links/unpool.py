"""Unpooling without indices (Section III-B)."""

import chainer.functions as F


def unpool(x, layer):
    """Repeats every value over its window.

    Args:
        x (Variable): (N, C, H, W) float.
        layer (fashionseg.table_2.UnPool): Window, stride and pad.

    Returns:
        Variable: (N, C, H', W'), H' = stride (H - 1) + ksize - 2 pad. Chainer's
        default ``cover_all=True`` would give sizes that do not fit Table II.
    """
    return F.unpooling_2d(x, layer.ksize, layer.stride, layer.pad, cover_all=False)
