def to_markdown(sheet, level=1):
    """Draw a table as Markdown that also reads well as plain text.

    Args:
        sheet: :class:`~fashionseg.tables.sheet.Sheet`.
        level: Depth of the first heading.

    Returns:
        Text that ends with a line break.
    """
    parts = [f"{'#' * level} Table {sheet.number}: {sheet.title}",
             f'**Ours: {_escape(sheet.label)}.**',
             '\n'.join(f'- {_escape(note)}' for note in sheet.notes)]
    for grid in sheet.grids:
        parts += [f"{'#' * (level + 1)} {grid.title}", _draw(grid)]
    return '\n\n'.join(parts) + '\n'


def _draw(grid):
    lines = [[_escape(text) if column != grid.code_column else _code(text)
              for column, text in enumerate(row)] for row in grid.rows]
    header = [_escape(text) for text in grid.header]
    widths = [max(len(line[column]) for line in [header, *lines])
              for column in range(len(header))]
    # The last column is left as long as it is: commands would pad every line.
    if grid.code_column is not None:
        widths[grid.code_column] = len(header[grid.code_column])
    left = {0, grid.code_column}
    rule = ['-' * width if column in left else '-' * (width - 1) + ':'
            for column, width in enumerate(widths)]
    return '\n'.join('| ' + ' | '.join(
        text.ljust(width) if column in left else text.rjust(width)
        for column, (text, width) in enumerate(zip(line, widths))) + ' |'
        for line in [header, rule, *lines])


def _escape(text):
    for character in '\\|*_<`':
        text = text.replace(character, '\\' + character)
    return ' '.join(text.split())


def _code(text):
    # A vertical bar ends a cell even inside a code span unless it is escaped.
    fence = '``' if '`' in text else '`'
    return fence + ' '.join(text.split()).replace('|', '\\|') + fence
