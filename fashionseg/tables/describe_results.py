from collections import Counter

from fashionseg.tables.columns import COLUMNS

_DATA = {
    'generated': 'generated photos',
    'ccp': 'photos of Clothing Co-Parsing (CCP)',
    'modanet': 'ModaNet photos',
}


def describe_results(results):
    """The label of every table: what data and profile our numbers come from.

    Only ModaNet at the full settings may be read beside the published numbers; all
    else says in so many words that it may not.

    Args:
        results: :class:`~fashionseg.tables.results.Results`.

    Returns:
        Text of one line.
    """
    data = _DATA.get(results.dataset, f'photos of {results.dataset}')
    label = f'{data}, {results.profile} profile'
    if (results.dataset, results.profile) == ('modanet', 'paper'):
        label += ': settings of the paper, on our own random split'
    else:
        label += ': NOT comparable with the published ModaNet scores'
    return f"{label} ({', '.join(_extent(results.all_runs))})"


def _extent(runs):
    if not runs:
        return ['nothing trained yet']
    of_model = Counter(run['configuration'] for run in runs)
    return [
        f"{runs[0]['n_train']:,d} training and {runs[0]['n_eval']:,d} evaluation "
        'photos',
        _count([len(run['epochs']) for run in runs], 'epoch'),
        f'{len(of_model)} of {len(COLUMNS)} models trained',
        _count(of_model.values(), 'run') + ' per model']


def _count(numbers, noun):
    low, high = min(numbers), max(numbers)
    text = f'{low:,d}' if low == high else f'{low:,d} to {high:,d}'
    return f'{text} {noun}' + ('' if high == 1 else 's')
