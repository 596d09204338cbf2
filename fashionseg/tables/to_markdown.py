from fashionseg.tables.draw_grid import draw_grid
from fashionseg.tables.escape_markdown import escape_markdown


def to_markdown(sheet):
    """Draw a table as Markdown that also reads well as plain text.

    Args:
        sheet: :class:`~fashionseg.tables.sheet.Sheet`.

    Returns:
        Text that ends with a line break.
    """
    parts = [f'# Table {sheet.number}: {sheet.title}',
             f'**Ours: {escape_markdown(sheet.label)}.**',
             '\n'.join(f'- {escape_markdown(note)}' for note in sheet.notes)]
    for grid in sheet.grids:
        parts += [f'## {grid.title}', draw_grid(grid)]
    return '\n\n'.join(parts) + '\n'
