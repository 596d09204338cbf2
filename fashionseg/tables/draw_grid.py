from fashionseg.tables.escape_markdown import escape_markdown


def draw_grid(grid):
    """Draw a rectangle of texts as a Markdown table that reads well as plain text.

    Args:
        grid: :class:`~fashionseg.tables.grid.Grid`. The first column and the one with
            commands are set flush left, the others flush right.

    Returns:
        Text without a line break at its end.
    """
    lines = [[escape_markdown(text) if column != grid.code_column else _code(text)
              for column, text in enumerate(row)] for row in grid.rows]
    header = [escape_markdown(text) for text in grid.header]
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


def _code(text):
    # A vertical bar ends a cell even inside a code span unless it is escaped.
    fence = '``' if '`' in text else '`'
    return fence + ' '.join(text.split()).replace('|', '\\|') + fence
