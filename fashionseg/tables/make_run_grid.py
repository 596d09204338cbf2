from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.grid import Grid


def make_run_grid(results, mean):
    """Where the numbers come from: one line per run.

    Args:
        results: :class:`~fashionseg.tables.results.Results`.
        mean: 'miou' or 'miou_plus': the score whose best epoch is shown.

    Returns:
        :class:`~fashionseg.tables.grid.Grid`. What was not run has a line too.
    """
    rows = []
    for key, title in COLUMNS.items():
        for run in results.runs[key]:
            rows.append([
                title, str(run['seed']),
                f"{run['best'][mean]['epoch']} of {len(run['epochs'])}",
                f"{run['seconds']:,.0f}", run['commit'][:12], run['data_hash'][:12],
                run.get('split_sha256', 'not recorded')[:12], run['command']])
        if not results.runs[key]:
            rows.append([title] + ['not run'] * 7)
    return Grid('Runs', ['model', 'seed', 'best epoch', 'seconds', 'commit',
                         'data hash', 'split', 'command'], rows, code_column=7)
