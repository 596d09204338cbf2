from fashionseg.tables.cell import Cell
from fashionseg.tables.grid import Grid
from fashionseg.tables.score import Score
from fashionseg.tables.sheet import Sheet

_SPLITS = {'train': 'training', 'eval': 'evaluation'}


def make_data_sheet(published, label, statistics=None):
    """Table I: what is in the data, published beside the data used here.

    Args:
        published: What ``read_published`` returns.
        label: What data our numbers come from.
        statistics: What ``class_statistics`` of ``fashionseg.datasets.statistics``
            returns: 'train' or 'eval' -> class name -> dictionary of ``instances``
            and ``photos`` (int) and ``size`` (mean in percent, None without an
            instance); or None.

    Returns:
        :class:`~fashionseg.tables.sheet.Sheet`.
    """
    cells, grids = [], []
    for split, words in _SPLITS.items():
        printed = published['data'][split]
        counted = (statistics or {}).get(split)
        lines = []
        for name, (instances, size) in printed.items():
            of_class = _class_cells(
                name, words, instances, size, None if counted is None
                else counted[name])
            cells += of_class
            lines.append(_line(name, of_class))
        total = [
            Cell('all classes', f'{words} instances',
                 sum(instances for instances, _ in printed.values()),
                 _total(counted, printed, 'instances'), [])]
        cells += total
        lines.append(_line('all classes', total) + ['n/a'] * 3)
        grids.append(Grid(
            f'{words.capitalize()} photos',
            ['class', 'instances published', 'ours', 'photos with it (ours)',
             'mean size in % published', 'ours'], lines))
    notes = [
        'instances = annotated pieces; photos with it = photos that hold at least one; '
        'mean size = share of the photo that one piece covers. The background is not '
        'counted.',
        'not counted = no statistics were made; absent = no piece to take a mean of.',
    ]
    return Sheet('I', 'Data set statistic', label, notes, grids,
                 cells)


def _class_cells(name, words, instances, size, counted):
    if counted is None:
        ours = [Score.missing('not counted')] * 3
    else:
        mean_size = counted['size']
        ours = [Score.exact(counted['instances']), Score.exact(counted['photos']),
                Score.missing('absent') if mean_size is None
                else Score.exact(float(mean_size))]
    titles = ('instances', 'photos', 'mean size in %')
    return [Cell(name, f'{words} {title}', printed, score, [])
            for title, printed, score in zip(titles, (instances, None, size), ours)]


def _total(counted, printed, key):
    if counted is None:
        return Score.missing('not counted')
    return Score.exact(sum(counted[name][key] for name in printed))


def _line(name, cells):
    line = [name]
    for cell in cells:
        texts = cell.texts(digits=2)
        line += texts[:2] if cell.published is not None else texts[1:2]
    return line
