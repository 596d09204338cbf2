"""The scores of all models in one table."""

from fashionseg.report.slot import Slot
from fashionseg.tables.columns import COLUMNS

_MEANS = {'III': ('mIoU', 'pooled mIoU'), 'IV': ('mIoU+',)}


def make_overview(sheets):
    """Takes the means of Tables III and IV, model by model.

    Args:
        sheets (list of fashionseg.tables.sheet.Sheet): What ``make_sheets`` returns.

    Returns:
        dict: Title of a model, the background everywhere last, to a dictionary 'mIoU',
        'mIoU+' and 'pooled mIoU' to :class:`~fashionseg.report.slot.Slot`, or None.
    """
    slots = {(cell.row, cell.model): Slot.of(cell)
             for sheet in sheets for cell in sheet.cells
             if cell.row in _MEANS.get(sheet.number, ())}
    return {title: {mean: slots.get((mean, title))
                    for mean in ('mIoU', 'mIoU+', 'pooled mIoU')}
            for title in [*COLUMNS.values(), 'all background']}
