from fashionseg.classes import CLASS_NAMES
from fashionseg.tables.cell import Cell
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.grid import Grid
from fashionseg.tables.make_run_grid import make_run_grid
from fashionseg.tables.score import Score
from fashionseg.tables.sheet import Sheet
from fashionseg.tables.time_ratio import time_ratio

# Table: (its scores, their mean, title of the mean, words).
_TABLES = {
    'III': ('iou', 'miou', 'mIoU', 'IoU of individual classes'),
    'IV': ('iou_plus', 'miou_plus', 'mIoU+', 'IoU+ of individual classes'),
}
_TIMES = ('inference', 'training')
# Four models with three numbers each are what a page holds.
_GROUPS = (('A to D', 'ABCD'), ('E to H', 'EFGH'),
           ('the other networks', ('unet', 'deeplabv3plus', 'pspnet', 'segnet')))


def make_score_sheet(number, published, results, label):
    """Table III (IoU) or Table IV (IoU+): published beside ours.

    Each run counts with the epoch that is best in the mean of this table (Section
    IV-E: the average over the runs of each run's best).

    Args:
        number: 'III' or 'IV'.
        published: What ``read_published`` returns.
        results: :class:`~fashionseg.tables.results.Results`.
        label: What data our numbers come from.

    Returns:
        :class:`~fashionseg.tables.sheet.Sheet`.
    """
    metric, mean, mean_title, title = _TABLES[number]
    cells = {}
    timed = _origin(results.timing)
    for key in COLUMNS:
        runs = results.runs[key]
        best = [run['best'][mean] for run in runs]
        printed = {row: columns[key] for row, columns in published[metric].items()}
        ours = {name: [scores[metric][name] for scores in best] for name in CLASS_NAMES}
        ours[mean_title] = [scores[mean] for scores in best]
        if number == 'III':
            ours['pooled mIoU'] = [scores['pooled_miou'] for scores in best]
        for row, values in ours.items():
            cells[row, key] = Cell(
                row, COLUMNS[key], printed.get(row), Score.of(values), runs)
        for measure in _TIMES:
            times = published['times'][measure]
            cells[f'{measure} time / H', key] = Cell(
                f'{measure} time / H', COLUMNS[key], times[key] / times['H'],
                time_ratio(results.timing, key, measure), timed)
    floor = _make_floor(results.all_background, metric, mean, mean_title)
    rows = list(dict.fromkeys(row for row, _ in cells if not row.endswith(' / H')))
    return Sheet(
        number, title, label, _notes(number, results.timing),
        [_summary(mean_title, cells, floor)]
        + [_group(name, keys, rows, cells) for name, keys in _GROUPS]
        + [make_run_grid(results, mean)],
        [*cells.values(), *floor])


def _origin(document):
    # Measured apart from the runs: no seed, and not every file has every stamp.
    if document is None:
        return []
    return [{key: document.get(key, 'n/a') for key in (
        'command', 'commit', 'seed', 'data_hash', 'split_sha256')}]


def _make_floor(scores, metric, mean, mean_title):
    def cell(row, value):
        ours = Score.missing() if scores is None else Score.of([value(scores)])
        return Cell(row, 'all background', None, ours, _origin(scores))

    floor = [cell(mean_title, lambda s: s[mean])]
    if metric == 'iou':
        floor.append(cell('pooled mIoU', lambda s: s['pooled_miou']))
    return floor


def _summary(mean_title, cells, floor):
    header = ['model', f'{mean_title} published', 'ours', 'difference']
    for measure in _TIMES:
        header += [f'{measure} time / H published', 'ours']
    rows = []
    for key, title in COLUMNS.items():
        cell = cells[mean_title, key]
        published, ours, difference = cell.texts()
        if cell.ours.n:
            ours += f' (n = {cell.ours.n})'
        row = [title, published, ours, difference]
        for measure in _TIMES:
            row += cells[f'{measure} time / H', key].texts(digits=2)[:2]
        rows.append(row)
    rows.append(['all background', *floor[0].texts()] + ['n/a'] * 4)
    return Grid('Summary', header, rows)


def _group(name, keys, rows, cells):
    header = ['class']
    for key in keys:
        header += [f'{COLUMNS[key]} publ.', 'ours', 'diff.']
    lines = []
    for row in rows:
        line = [row]
        for key in keys:
            cell = cells[row, key]
            published, ours, difference = cell.texts()
            if 0 < cell.ours.n < len(cell.runs):
                ours += f' (n = {cell.ours.n})'
            line += [published, ours, difference]
        lines.append(line)
    return Grid(f'Class by class, {name}', header, lines)


def _notes(number, timing):
    notes = [
        'ours = mean ± sample standard deviation over n runs with different seeds '
        '(no deviation for one run); each run counts with its own best epoch. '
        'difference = ours - published.',
        "time / H = the model's time over that of configuration H; ours are measured "
        'in one go on one machine.' + _timing_note(timing),
        'not run = no finished run; absent = the class is in no truth and no '
        'prediction of the set, and is left out of the mean; all background = the '
        'score of calling every pixel background, the floor for every model.',
    ]
    if number == 'III':
        notes.append(
            'mIoU is the mean over classes of the mean over photos (Eq. 9-10); pooled '
            'mIoU is the usual ratio of sums over the whole set, of the same epoch, '
            'which the paper does not give.')
    else:
        notes.append('mIoU+ compares connected regions, both ways (Eq. 11-14); the '
                     'times are those of Table III.')
    return notes


def _timing_note(timing):
    if timing is None:
        return ' Not measured yet.'
    machine = timing['machine']
    if isinstance(machine, dict):
        machine = ', '.join(f'{key} {value}' for key, value in machine.items())
    return (f" Measured on: {machine}; by: {timing['command']}; "
            f"commit {timing['commit'][:12]}.")
