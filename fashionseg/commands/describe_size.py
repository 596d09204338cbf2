"""Bytes for people."""


def describe_size(n_byte):
    """Words for an amount of bytes.

    Args:
        n_byte (float): >= 0.

    Returns:
        str: As in ``41.2 GB``, ``0.3 GB`` or ``87 MB``.
    """
    if n_byte < 1e8:
        return f'{n_byte / 1e6:.0f} MB'
    return f'{n_byte / 1e9:.1f} GB'
