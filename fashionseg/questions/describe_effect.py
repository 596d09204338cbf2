"""What was measured about a question."""

import statistics
from collections import namedtuple

from fashionseg.errors import UserError
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.grid import Grid

MEANS = {'miou': 'mIoU', 'miou_plus': 'mIoU+'}
# Effects of one set of predictions: what the other reading is called.
OF_SCORES = {
    'connectivity': '8', 'absent': 'counting 1', 'pooled': 'ratio of sums',
    'photo_mean': 'classes first', 'no_background': '13 classes',
    'own_size': 'own size'}
# Effects of training otherwise.
OF_TRAINING = {'decay': 'beta2', 'spl_form': 'cross-entropy', 'batch_size': 'other',
               'image_scaling': 'nearest'}
_PHOTOS = {'generated': 'generated photos', 'ccp': 'photos of Clothing Co-Parsing',
           'modanet': 'photos of ModaNet'}

Effect = namedtuple('Effect', 'introduction grid conclusions')
Effect.__doc__ = """Measurements of one effect, to be drawn in any form.

* ``introduction``, ``conclusions``: lists of sentences; options stand in backticks.
* ``grid``: :class:`fashionseg.tables.grid.Grid`.
"""


def describe_effect(effect, measurements):
    """Puts all measurements of one effect together.

    Args:
        effect (str): Key of ``OF_SCORES`` or ``OF_TRAINING``, 'overlap' or
            'best_epoch'.
        measurements (list of dict): What
            :func:`~fashionseg.questions.read_measurements.read_measurements` returns.

    Returns:
        Effect: None when nothing was measured.

    Raises:
        UserError: A measurement does not hold what it should; names the files.
    """
    if effect in OF_SCORES:
        kind, describe = 'scores', _describe_scores
    elif effect in OF_TRAINING:
        kind, describe = 'training', _describe_training
    else:
        kind, describe = {'overlap': ('overlap', _describe_overlap),
                          'best_epoch': ('epochs', _describe_epochs)}[effect]
    found = [m for m in measurements if m['kind'] == kind]
    try:
        return describe(effect, found) if found else None
    except (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError,
            ValueError) as error:
        names = ', '.join(measurement['file'] for measurement in found)
        raise UserError(f'the effect of {effect} cannot be read from {names} '
                        f'({type(error).__name__}: {error}); measure it again'
                        ) from None


def _describe_scores(effect, measurements):
    means = [mean for mean in MEANS if any(
        row['readings'][effect].get(mean) != row['readings']['chosen'][mean]
        and mean in row['readings'][effect]
        for m in measurements for row in m['rows'])]
    header = [text for mean in means
              for text in (f'{MEANS[mean]}', f'{MEANS[mean]}, {OF_SCORES[effect]}')]
    rows = []
    for m in measurements:
        for name, of_name in _by_configuration(m['rows']).items():
            cells = []
            for mean in means:
                chosen = [row['readings']['chosen'][mean] for row in of_name]
                other = [row['readings'][effect][mean] for row in of_name]
                cells += [f'{statistics.fmean(chosen):.3f}', _shifted(chosen, other)]
            rows.append([_place(m), _network(name, len(of_name)), *cells])
    return Effect([], _grid(['measured on', 'network', *header], rows), [])


def _shifted(chosen, other):
    # Adding 0 makes plus of a minus that only rounding leaves.
    shifts = sorted({f'{round(b - a, 3) + 0:+.3f}' for a, b in zip(chosen, other)},
                    key=float)
    text = shifts[0] if len(shifts) == 1 else f'{shifts[0]} to {shifts[-1]}'
    return f'{statistics.fmean(other):.3f} ({text})'


def _describe_training(effect, measurements):
    rows, verdicts = [], []
    for m in measurements:
        runs = {row['setting']: row['runs'] for row in m['rows']}
        if not runs.get('chosen') or not runs.get(effect):
            continue
        option = str(next(row['option'] for row in m['rows']
                          if row['setting'] == effect))
        cells = []
        for mean in MEANS:
            for setting in ('chosen', effect):
                cells.append(_spread([run[mean] for run in runs[setting]]))
            verdicts.append(_verdict(
                MEANS[mean], [run[mean] for run in runs['chosen']],
                [run[mean] for run in runs[effect]], option))
        n_run = ' and '.join(str(len(runs[s])) for s in ('chosen', effect))
        rows.append([_place(m), f'{m["configuration"]}, {n_run} runs', option, *cells])
    if not rows:
        return None
    header = [text for mean in MEANS.values() for text in (mean, f'{mean}, otherwise')]
    grid = _grid(['measured on', 'network', 'otherwise', *header], rows)
    return Effect([], grid, verdicts)


def _verdict(mean, chosen, other, option):
    if min(other) > max(chosen):
        return f'{mean}: every run with `{option}` is above every run without.'
    if max(other) < min(chosen):
        return f'{mean}: every run with `{option}` is below every run without.'
    return f'{mean}: the runs with and without overlap, no effect can be told.'


def _describe_overlap(effect, measurements):
    rows, sentences = [], []
    for m in measurements:
        found = m['rows']
        sentences.append(
            f'On {_place(m)}, polygons of several classes cover {found["decided"]:.1%} '
            f'of all pixels and {found["decided_of_labelled"]:.1%} of those with a '
            'class.')
        for rule, row in found['rules'].items():
            rows.append([_place(m), rule, f'{row["changed"]:.1%}',
                         *(f'{row[key]:.3f}'
                           for key in ('miou', 'miou_plus', 'pooled_miou'))])
    if any(m['dataset'] == 'generated' for m in measurements):
        sentences.append('Generated annotations are in the order of the class names.')
    sentences.append('The labels of each other rule, scored as predictions of those '
                     'that are painted larger first:')
    return Effect(sentences, _grid(['measured on', 'rule', 'pixels changed', 'mIoU',
                                    'mIoU+', 'pooled mIoU'], rows), [])


def _describe_epochs(effect, measurements):
    rows = []
    for m in measurements:
        for name, of_name in _by_configuration(m['rows']).items():
            cells = [_spread([row[mean][which] for row in of_name])
                     for mean in MEANS for which in ('best', 'last')]
            n_same = sum(row['miou']['epoch'] == row['miou_plus']['epoch']
                         for row in of_name)
            rows.append([_place(m), _network(name, len(of_name)), *cells,
                         f'{n_same} of {len(of_name)}'])
    return Effect([], _grid(['measured on', 'network', 'best mIoU', 'last',
                             'best mIoU+', 'last', 'same epoch'], rows), [])


def _by_configuration(rows):
    return {name: [row for row in rows if row['configuration'] == name]
            for name in COLUMNS if any(row['configuration'] == name for row in rows)}


def _spread(values):
    text = f'{statistics.fmean(values):.3f}'
    return text if len(values) == 1 else f'{text} ± {statistics.stdev(values):.3f}'


def _place(measurement):
    profile = measurement.get('profile')
    return (f'{measurement["n_photo"]} {_PHOTOS[measurement["dataset"]]}'
            + (f', {profile} profile' if profile else ''))


def _network(name, n_run):
    return f'{COLUMNS[name]}, {n_run} run' + ('s' if n_run > 1 else '')


def _grid(header, rows):
    return Grid('', header, rows)
