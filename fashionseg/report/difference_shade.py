"""How far a number is from the published one, as a colour."""

import math
from bisect import bisect_right

# Bounds of the shades: of a difference of two scores, and of one relative to the
# published number, for counts, sizes and ratios of times.
SCORE_STEPS = (.01, .03, .1, .3)
RELATIVE_STEPS = (.05, .15, .4, .8)


def difference_shade(cell, relative):
    """Name of the shade of a table's cell.

    Args:
        cell (fashionseg.tables.cell.Cell): Published number and ours.
        relative (bool): Whether the difference is judged as a share of the published
            number.

    Returns:
        str: 'none' without a difference, 'near' below the first step, else 'above-n'
        or 'below-n' with n in 1..4, the number of steps that it reaches.
    """
    if cell.difference is None:
        return 'none'
    size = abs(cell.difference)
    if relative:
        size = size / abs(cell.published) if cell.published else size and math.inf
    # A sum of decimal fractions may lie a hair below the step that it stands for.
    n_step = bisect_right(RELATIVE_STEPS if relative else SCORE_STEPS,
                          size * (1 + 1e-9))
    if n_step == 0:
        return 'near'
    return f'{"above" if cell.difference > 0 else "below"}-{n_step}'
