from fashionseg.tables.cell import Cell
from fashionseg.tables.grid import Grid
from fashionseg.tables.judge_counts import judge_counts
from fashionseg.tables.score import Score
from fashionseg.tables.sheet import Sheet

_SPLITS = {'train': 'training', 'eval': 'evaluation'}
# Two readings of each published column: key in the statistics, words.
_COUNTS = {'annotations': 'instances, as annotations',
           'photos': 'instances, as photos with the class'}
_SIZES = {'annotation_size': 'size in %, of an annotation',
          'photo_size': 'size in %, of the class in a photo'}


def make_data_sheet(published, dataset, label, statistics=None):
    """Table I: what is in the data, published beside the data used here.

    Args:
        published: What ``read_published`` returns.
        dataset: 'generated', 'ccp' or 'modanet'.
        label: What data our numbers come from.
        statistics: What ``class_statistics`` of ``fashionseg.datasets.statistics``
            returns, or None.

    Returns:
        :class:`~fashionseg.tables.sheet.Sheet`.
    """
    cells, grids = [], []
    for split, words in _SPLITS.items():
        printed = published['data'][split]
        counted = statistics and statistics[split]['classes']
        lines = []
        for name, (instances, size) in printed.items():
            of_class = counted and counted[name]
            counts = [_cell(name, f'{words} {title}', instances, key, of_class)
                      for key, title in _COUNTS.items()]
            sizes = [_cell(name, f'{words} {title}', size, key, of_class)
                     for key, title in _SIZES.items()]
            cells += counts + sizes
            lines.append([name] + _texts(counts) + _texts(sizes))
        total = sum(instances for instances, _ in printed.values())
        totals = [
            _cell('all classes', f'{words} {title}', total, key, counted and {
                key: sum(of_class[key] for of_class in counted.values())})
            for key, title in _COUNTS.items()]
        cells += totals
        lines.append(['all classes'] + _texts(totals) + ['n/a'] * 5)
        grids.append(Grid(
            _title(words, published['photos'][split], statistics and statistics[split]),
            ['class', 'instances publ.', 'annotations', 'diff.', 'photos with it',
             'diff.', 'size in % publ.', 'of an annotation', 'diff.',
             'of it in a photo', 'diff.'], lines))
    notes = [
        'The paper does not say what one instance is. Ours are counted both ways: '
        'annotations = annotated pieces; photos with it = photos that hold at least '
        'one. diff. = ours - published.',
        'size = share of the photo, in visible pixels: of an annotation = mean over '
        "annotations (a photo's area of the class, divided evenly among its "
        'annotations there); of it in a photo = mean over the photos with the class '
        'of all its area there. The background is not counted.',
        *judge_counts(published, dataset, statistics),
        'not counted = no statistics were made; absent = no piece to take a mean of.',
    ]
    return Sheet('I', 'Data set statistic', label, notes, grids, cells)


def _cell(row, title, printed, key, counted):
    if not counted:
        ours = Score.missing('not counted')
    elif counted[key] is None:
        ours = Score.missing('absent')
    else:
        ours = Score.exact(counted[key])
    return Cell(row, title, printed, ours, [])


def _texts(cells):
    texts = [cells[0].published_text(digits=2)]
    for cell in cells:
        texts += cell.texts(digits=2)[1:]
    return texts


def _title(words, n_published, counted):
    ours = f"{counted['n_photo']:,d} here" if counted else 'not counted here'
    return f'{words.capitalize()} photos ({n_published:,d} in the paper, {ours})'
