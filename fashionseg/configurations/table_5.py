"""Table V of the paper: which auxiliary losses each configuration trains with."""

from collections import namedtuple

LossWeights = namedtuple('LossWeights', 'alpha beta gamma')
LossWeights.__doc__ = """Weights in Eq. 15, each >= 0; 0 leaves the loss out.

* ``alpha``: Of the image pyramid loss, IPL (Eq. 5).
* ``beta``: Of the segmentation pyramid loss, SPL (Eq. 6).
* ``gamma``: Of the label pooling loss, LPL (Eq. 7).
"""

TABLE_5 = {
    # weights of     IPL, SPL, LPL in Eq. 15
    'A': LossWeights(1, 1, 1),
    'B': LossWeights(1, 1, 0),
    'C': LossWeights(1, 0, 1),
    'D': LossWeights(1, 0, 0),
    'E': LossWeights(0, 1, 1),
    'F': LossWeights(0, 1, 0),
    'G': LossWeights(0, 0, 1),
    'H': LossWeights(0, 0, 0),
}
