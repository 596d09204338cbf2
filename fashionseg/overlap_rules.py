"""Which of two overlapping polygons of ModaNet is seen.

The paper says nothing; the first is the default. What each does:
:func:`fashionseg.datasets.modanet.paint_label`.
"""

OVERLAP_RULES = ('larger-first', 'last-wins', 'first-wins')
