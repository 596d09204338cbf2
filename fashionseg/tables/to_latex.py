_SPECIAL = {
    '\\': r'\textbackslash{}', '{': r'\{', '}': r'\}', '&': r'\&', '%': r'\%',
    '$': r'\$', '#': r'\#', '_': r'\_', '~': r'\textasciitilde{}',
    '^': r'\textasciicircum{}', '<': r'\textless{}', '>': r'\textgreater{}',
    '|': r'\textbar{}', '"': "''", '±': r'$\pm$',
    # TeX would join two hyphens of an option into one dash.
    '-': '-{}',
}


def to_latex(sheet):
    """Draw a table as LaTeX to be read in by ``\\input``; it needs no package.

    Args:
        sheet: :class:`~fashionseg.tables.sheet.Sheet`.

    Returns:
        Text: one ``table`` environment per rectangle, the label in every caption.
    """
    lines = [f'Table {sheet.number}: {sheet.title}', f'Ours: {sheet.label}',
             *sheet.notes]
    parts = ['\n'.join('% ' + ' '.join(line.split()) for line in lines)]
    parts += [_draw(sheet, grid) for grid in sheet.grids]
    return '\n\n'.join(parts) + '\n'


def _draw(sheet, grid):
    columns = ['l'] + ['r'] * (len(grid.header) - 1)
    if grid.code_column is not None:
        columns[grid.code_column] = r'p{.45\textwidth}'
    caption = (f'Table {sheet.number} of the paper: {sheet.title}. {grid.title}. '
               f'Ours: {sheet.label}.')
    body = [_line(map(_escape, grid.header)), r'\hline']
    body += [_line(_text(text, column == grid.code_column)
                   for column, text in enumerate(row)) for row in grid.rows]
    return '\n'.join([
        r'\begin{table}[p]', r'\centering', rf'\caption{{{_escape(caption)}}}',
        r'\tiny', r'\setlength{\tabcolsep}{2pt}',
        # A box of the text's width lets a wide table reach evenly into both margins.
        r'\makebox[\textwidth]{%', rf"\begin{{tabular}}{{{''.join(columns)}}}",
        r'\hline', *body, r'\hline', r'\end{tabular}}', r'\end{table}'])


def _line(texts):
    # Not a double backslash, which \raggedright in a cell takes for a line break.
    return ' & '.join(texts) + r' \tabularnewline'


def _text(text, is_code):
    if not is_code:
        return _escape(text)
    # Commands have no hyphenation: let lines break after a slash.
    return r'\raggedright\ttfamily ' + _escape(text).replace('/', r'/\allowbreak{}')


def _escape(text):
    return ''.join(_SPECIAL.get(character, character)
                   for character in ' '.join(text.split()))
