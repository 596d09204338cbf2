from fashionseg.tables.cell import Cell
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.grid import Grid
from fashionseg.tables.score import Score
from fashionseg.tables.sheet import Sheet

_WEIGHTS = ('alpha', 'beta', 'gamma')


def make_configuration_sheet(published, results, label, code_configurations=None):
    """Table V: loss weights as published and as the code has them, and sizes.

    Args:
        published: What ``read_published`` returns.
        results: :class:`~fashionseg.tables.results.Results`.
        label: What data our numbers come from.
        code_configurations: 'A'..'H' -> (alpha, beta, gamma) as the code trains
            them, or None.

    Returns:
        :class:`~fashionseg.tables.sheet.Sheet`.
    """
    cells, rows = [], []
    for key, title in COLUMNS.items():
        runs = results.runs[key]
        printed = published['weights'].get(key)
        coded = (code_configurations or {}).get(key)
        if printed is not None:
            cells += [
                Cell(weight, title, printed[i],
                     Score.missing('not given') if coded is None
                     else Score.exact(coded[i]), runs)
                for i, weight in enumerate(_WEIGHTS)]
        size = Cell('parameters', title, None,
                    Score.exact(runs[0]['n_param']) if runs else Score.missing(), runs)
        cells.append(size)
        rows.append([title, _weights(printed, key), _weights(coded, key),
                     _agreement(printed, coded), size.ours.text()])
    grid = Grid('Weights of the loss and size of the network',
                ['model', 'published alpha, beta, gamma', 'ours', 'equal',
                 'parameters (ours)'], rows)
    notes = [
        'alpha weighs the image pyramid loss, beta the segmentation pyramid loss, '
        'gamma the label pooling loss (Eq. 15). The other networks have none of them.',
        'parameters = trainable numbers of the network as it was trained in this '
        'profile; not run = no finished run to count them in.',
    ]
    return Sheet('V', 'Different auxiliary configurations', label,
                 notes, [grid], cells)


def _weights(weights, key):
    if weights is not None:
        return ', '.join(f'{weight:g}' for weight in weights)
    return 'not given' if key in 'ABCDEFGH' else 'n/a'


def _agreement(printed, coded):
    if printed is None or coded is None:
        return 'n/a'
    return 'yes' if tuple(printed) == tuple(coded) else 'NO'
