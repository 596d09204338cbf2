"""Label maps as short texts."""

import numpy as np

_DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'


def encode_label(label):
    """Writes a label map as runs of equal pixels, row after row.

    The script of the page reads it: a capital letter is a class, ``A`` the background;
    digits behind it, to the base 36, say how many pixels follow each other, and none
    stands for one pixel.

    Args:
        label (numpy.ndarray): (H, W) integer class ids in [0, 25].

    Returns:
        str: The text.
    """
    flat = np.ravel(label)
    starts = np.append(0, np.flatnonzero(flat[1:] != flat[:-1]) + 1)
    lengths = np.diff(starts, append=flat.size)
    return ''.join(
        chr(ord('A') + c) + (_base_36(n) if n > 1 else '')
        for c, n in zip(flat[starts].tolist(), lengths.tolist()))


def _base_36(n):
    digits = ''
    while n:
        n, digit = divmod(n, 36)
        digits = _DIGITS[digit] + digits
    return digits
