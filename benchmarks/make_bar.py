"""One target and what became of it."""

from collections import namedtuple

Bar = namedtuple('Bar', 'text target figure tuned verdict')
Bar.__doc__ = """One target.

* ``text``: What is measured.
* ``target``: Text, as in 'at least 2'.
* ``figure``: float, or None when it was not measured.
* ``tuned``: The same against PyTorch with the allocator told and Adam in one pass, or
  None. It decides nothing.
* ``verdict``: 'holds', 'does not hold' or 'not run'.
"""


def make_bar(text, target, figure, tuned=None):
    """Compares a figure with its target.

    Args:
        text (str): What is measured.
        target (str): 'at least ' or 'at most ' and a number.
        figure (float): What was measured, or None.
        tuned (float): See :class:`Bar`.

    Returns:
        Bar: With its verdict.
    """
    sense, limit = target.rsplit(' ', 1)
    verdict = 'not run'
    if figure is not None:
        over = figure - float(limit)
        holds = over >= 0 if sense == 'at least' else over <= 0
        verdict = 'holds' if holds else 'does not hold'
    return Bar(text, target, figure, tuned, verdict)
