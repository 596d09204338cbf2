"""A table of the paper with published, ours and difference in each cell."""

from collections import namedtuple

from fashionseg.report.slot import Slot
from fashionseg.tables.columns import COLUMNS

Pivot = namedtuple('Pivot', 'sheet columns n_run rows relative')
Pivot.__doc__ = """A table, ready to be drawn.

* ``sheet``: :class:`fashionseg.tables.sheet.Sheet` that it comes from.
* ``columns``: Titles of the columns.
* ``n_run``: Title of a model's column to the runs in it.
* ``rows``: Name of each row to a list of
  :class:`~fashionseg.report.slot.Slot`, one for each column, None where the paper and
  we have nothing to say.
* ``relative``: Whether all differences are judged relative to the published number.
"""

_DIGITS = {'I': 2}
_TIME_DIGITS = 2


def pivot_sheet(sheet):
    """Arranges the cells of a table by row and column.

    Args:
        sheet (fashionseg.tables.sheet.Sheet): Table I, III, IV or V.

    Returns:
        Pivot: See there.
    """
    relative = sheet.number in ('I', 'V')
    slots, n_run = {}, {}
    for cell in sheet.cells:
        is_time = cell.row.endswith(' / H')
        slots[cell.row, cell.model] = Slot.of(
            cell, _TIME_DIGITS if is_time else _DIGITS.get(sheet.number, 3),
            relative or is_time)
        if cell.model in COLUMNS.values() and not is_time:
            n_run[cell.model] = max(n_run.get(cell.model, 0), cell.ours.n)
    columns = list(dict.fromkeys(cell.model for cell in sheet.cells))
    rows = {row: [slots.get((row, column)) for column in columns]
            for row in dict.fromkeys(cell.row for cell in sheet.cells)}
    return Pivot(sheet, columns, n_run, rows, relative)
