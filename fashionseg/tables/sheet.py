from collections import namedtuple


class Sheet(namedtuple('Sheet', ['number', 'title', 'label', 'notes', 'grids',
                                 'cells'])):
    """One table of the paper, ready to be drawn.

    Attributes:
        number: 'I', 'III', 'IV' or 'V'.
        title: What the table shows.
        label: What data and profile our numbers come from, and whether they may
            be compared with the published ones. Stands in every file.
        notes: Lines that say how to read the table.
        grids: List of :class:`~fashionseg.tables.grid.Grid`, for readers.
        cells: List of :class:`~fashionseg.tables.cell.Cell`, for the CSV.
    """

    __slots__ = ()

    @property
    def file_stem(self):
        arabic = {'I': 1, 'III': 3, 'IV': 4, 'V': 5}[self.number]
        return f'table_{arabic}'
