import csv
import io

_HEADER = ('table', 'class', 'model', 'published', 'ours_mean', 'ours_std', 'n',
           'difference', 'label', 'command', 'commit', 'seeds', 'data_hash',
           'split_sha256')


def to_csv(sheets):
    """Tables in long form: one line per number, each with its origin.

    Args:
        sheets: List of :class:`~fashionseg.tables.sheet.Sheet`.

    Returns:
        CSV text. No field is empty: 'not run', 'absent', 'not counted' and 'not
        given' say why a number is missing, 'n/a' that there can be none. Several
        commands or commits are joined by ' ; '.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator='\n')
    writer.writerow(_HEADER)
    for sheet in sheets:
        for cell in sheet.cells:
            writer.writerow(_line(sheet, cell))
    return buffer.getvalue()


def _line(sheet, cell):
    ours = cell.ours
    return [
        sheet.number, cell.row, cell.model,
        'not given' if cell.published is None else _number(cell.published),
        ours.why_missing if ours.mean is None else _number(ours.mean),
        _number(ours.std), ours.n, _number(cell.difference), sheet.label,
        _join(run['command'] for run in cell.runs),
        _join(run['commit'] for run in cell.runs),
        _join(str(run['seed']) for run in cell.runs),
        _join(run['data_hash'] for run in cell.runs),
        _join(run.get('split_sha256', 'not recorded') for run in cell.runs)]


def _number(value):
    if value is None:
        return 'n/a'
    return str(value) if isinstance(value, int) else f'{value:.6g}'


def _join(texts):
    return ' ; '.join(dict.fromkeys(texts)) or 'n/a'
