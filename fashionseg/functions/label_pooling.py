"""Label pooling (Section III-C, P_0..P_5 of Table II)."""

from chainer.backend import get_array_module

from fashionseg.table_2 import TABLE_2


def label_pooling(labels, n_class=14):
    """Which classes lie in each cell, at six scales.

    A class is 1 in a cell when any pixel of it lies there, so that an object of one
    pixel is kept down to the 1 x 1 target, the set of classes in the photo. This is
    a max pooling of the one-hot label. It is computed on one bit per class, where
    the maximum is a bitwise or: the same result without the 14 maps at 224 x 224.

    Args:
        labels (array): (N, 224, 224) integer class ids in [0, n_class).
        n_class (int): Number of classes, at most 16.

    Returns:
        dict: Level i in 1..6 -> (N, n_class, s, s) float32 of 0 and 1, with
        s = 56, 28, 14, 7, 3, 1; the target p_i of d_i in Eq. 7.
    """
    xp = get_array_module(labels)
    bits = xp.left_shift(xp.uint16(1), labels.astype(xp.uint16))
    class_bit = xp.left_shift(
        xp.uint16(1), xp.arange(n_class, dtype=xp.uint16))[:, None, None]
    pooled = {}
    for i in range(6):
        row = TABLE_2[f'P{i}']
        for layer in row.layers:
            bits = _or_pool(xp, _or_pool(xp, bits, layer, 1), layer, 2)
        pooled[i + 1] = ((bits[:, None] & class_bit) != 0).astype(xp.float32)
    return pooled


def _or_pool(xp, bits, layer, axis):
    """Or over windows along one axis; ksize equals stride in every P_i."""
    n_window = (bits.shape[axis] + 2 * layer.pad - layer.ksize) // layer.stride + 1
    missing = n_window * layer.stride - bits.shape[axis] - layer.pad
    width = [(0, 0)] * bits.ndim
    width[axis] = (layer.pad, max(missing, 0))
    bits = xp.pad(bits, width, mode='constant')  # 0: no class
    pooled = None
    for tap in range(layer.ksize):
        index = [slice(None)] * bits.ndim
        index[axis] = slice(tap, n_window * layer.stride, layer.stride)
        part = bits[tuple(index)]
        pooled = part if pooled is None else pooled | part
    return pooled
