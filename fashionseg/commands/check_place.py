"""Whether a file can be written, asked before the work for it."""

import os

from fashionseg.errors import UserError


def check_place(path):
    """Looks at the place of a file that is to be written; makes nothing.

    Args:
        path (str): File; its folders need not be there.

    Raises:
        UserError: It is a folder, or the nearest folder that is there is none or may
            not be written.
    """
    place = os.path.dirname(os.path.abspath(path))
    while not os.path.exists(place):
        place = os.path.dirname(place)
    if os.path.isdir(path) or not os.path.isdir(place) or not os.access(place, os.W_OK):
        raise UserError(f'{path} cannot be written; give another path')
