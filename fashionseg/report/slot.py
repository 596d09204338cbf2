"""One number of a table with all that is drawn of it."""

from collections import namedtuple

from fashionseg.report.difference_shade import difference_shade


class Slot(namedtuple('Slot', 'published ours difference shade n value')):
    """Texts and colour of a cell.

    Attributes:
        published, ours, difference (str): Texts.
        shade (str): See :func:`~fashionseg.report.difference_shade.difference_shade`.
        n (int): Runs that ours is the mean of.
        value (float): Ours unrounded, to sort by; None when there is none.
    """

    __slots__ = ()

    @classmethod
    def of(cls, cell, digits=3, relative=False):
        """From a :class:`fashionseg.tables.cell.Cell`.

        Args:
            cell: The cell.
            digits (int): After the point.
            relative (bool): How the difference is judged, see ``difference_shade``.
        """
        return cls(*cell.texts(digits), difference_shade(cell, relative), cell.ours.n,
                   cell.ours.mean)
