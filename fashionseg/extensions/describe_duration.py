"""Seconds for people."""


def describe_duration(seconds):
    """Words for a time, to two figures or so.

    Args:
        seconds (float): >= 0.

    Returns:
        str: As in ``3 d 4 h``, ``3 h 20 min``, ``7 min`` or ``40 s``.
    """
    if seconds < 150:
        return f'{seconds:.0f} s'
    minutes = round(seconds / 60)
    if minutes < 60:
        return f'{minutes} min'
    # Tens of minutes, and hours of days, are as much as can be known.
    hours, minutes = divmod(10 * round(minutes / 10), 60)
    if hours < 48:
        return f'{hours} h {minutes} min' if minutes else f'{hours} h'
    days, hours = divmod(hours + round(minutes / 60), 24)
    return f'{days} d {hours} h' if hours else f'{days} d'
