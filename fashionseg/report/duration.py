"""Times for readers."""


def duration(seconds):
    """Words for a time.

    Args:
        seconds (float): >= 0.

    Returns:
        str: As in '40 s', '12 min', '3.5 h', '2.1 days'.
    """
    if seconds < 100:
        return f'{seconds:.0f} s'
    if seconds < 100 * 60:
        return f'{seconds / 60:.0f} min'
    if seconds < 48 * 3600:
        return f'{seconds / 3600:.1f} h'
    return f'{seconds / 86400:.1f} days'
