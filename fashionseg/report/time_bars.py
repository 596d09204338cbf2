"""Published and measured ratios of times as bars."""

from collections import namedtuple

from fashionseg.report.slot import Slot
from fashionseg.tables.columns import COLUMNS

MEASURES = ('inference', 'training')

Bar = namedtuple('Bar', 'title slot published ours')
Bar.__doc__ = """Times of a model over those of configuration H.

* ``title``: Of the model.
* ``slot``: :class:`~fashionseg.report.slot.Slot` with the two ratios.
* ``published``, ``ours``: Lengths in percent of the longest bar; None when missing.
"""


def time_bars(sheet):
    """Takes the ratios of times from Table III.

    Args:
        sheet (fashionseg.tables.sheet.Sheet): Table III.

    Returns:
        dict: 'inference' and 'training' to a list of :class:`Bar`, one for each model.
    """
    return {measure: _bars(sheet, f'{measure} time / H') for measure in MEASURES}


def _bars(sheet, row):
    cells = {cell.model: cell for cell in sheet.cells if cell.row == row}
    longest = max(value for cell in cells.values()
                  for value in (cell.published, cell.ours.mean) if value is not None)

    def length(value):
        return None if value is None else round(100 * value / longest, 1)

    return [Bar(title, Slot.of(cells[title], 2, relative=True),
                length(cells[title].published), length(cells[title].ours.mean))
            for title in COLUMNS.values()]
