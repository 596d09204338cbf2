"""One network's costs beside its published times, all relative to H."""

import math
from collections import namedtuple

from fashionseg.costs.networks import NETWORKS
from fashionseg.tables.columns import COLUMNS

MEASURES = ('inference', 'training')


class Comparison(namedtuple('Comparison', (
        'name', 'published', 'flop', 'forward', 'time'))):
    """Ratios of a network to configuration H.

    Attributes:
        name (str): Key of ``NETWORKS``.
        published (dict): 'inference' and 'training' -> ratio of published times; all
            variants of a baseline share it.
        flop (dict): The same, ratio of counted FLOPs.
        forward (float): Ratio of the FLOPs up to the loss: inference, if the blocks
            that only losses read are computed too.
        time (dict): Ratio of measured times, or None where not run.
    """

    __slots__ = ()

    @property
    def configuration(self):
        """str: 'A'..'H' or the name of a baseline."""
        return NETWORKS[self.name][0]

    @property
    def variant(self):
        """str: Variant of a baseline, None for A..H."""
        return NETWORKS[self.name][1]

    @property
    def title(self):
        """str: As in the paper's tables, with the variant."""
        title = COLUMNS[self.configuration]
        return title if self.variant is None else f'{title}, {self.variant}'

    def misfit(self, ratios):
        """How far ratios are from the published ones.

        Args:
            ratios (dict): 'inference' and 'training' -> ratio, or None.

        Returns:
            float: Sum of the two absolute natural logarithms of ratio / published,
            0 when equal, 0.7 when one is twice or half of the published; None
            without ratios.
        """
        if ratios is None:
            return None
        return sum(abs(math.log(ratios[measure] / self.published[measure]))
                   for measure in MEASURES)
