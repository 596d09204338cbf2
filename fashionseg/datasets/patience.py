"""How long one photo may take."""

import os

from fashionseg.errors import UserError

# A photo takes hundredths of a second. A disk that spins up, a network that comes
# back, and the start of a process on a crowded machine take less than this.
SECONDS = 60.


def patience():
    """Seconds after which a process that stays at one photo is given up.

    The environment variable ``FASHIONSEG_PATIENCE`` takes the place of ``SECONDS``.

    Returns:
        float: Seconds, above 0.

    Raises:
        UserError: The variable holds something else.
    """
    text = os.environ.get('FASHIONSEG_PATIENCE', '')
    try:
        seconds = float(text or SECONDS)
    except ValueError:
        seconds = 0
    if not seconds > 0:
        raise UserError(f'FASHIONSEG_PATIENCE={text}: give a number of seconds above 0')
    return seconds
