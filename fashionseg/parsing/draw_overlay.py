"""A label over its photo."""

from fashionseg.classes import PALETTE

_ROWS = 256  # drawn at a time, so that a large photo needs no second large array


def draw_overlay(photo, label):
    """Mixes the colours of the classes half and half into a photo.

    The background stays as it is.

    Args:
        photo (numpy.ndarray): (H, W, 3) uint8 RGB.
        label (numpy.ndarray): (H, W) uint8 class ids.

    Returns:
        numpy.ndarray: (H, W, 3) uint8 RGB.
    """
    mixed = photo.copy()
    half = PALETTE // 2
    for top in range(0, len(label), _ROWS):
        ids = label[top:top + _ROWS]
        clothes = ids > 0
        part = mixed[top:top + _ROWS]
        part[clothes] = part[clothes] // 2 + half[ids[clothes]]
    return mixed
