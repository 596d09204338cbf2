"""Which runs are finished, which go on, which are missing."""

import os
import re

from fashionseg.errors import UserError
from fashionseg.extensions import split_log_row
from fashionseg.files import read_json
from fashionseg.report.run import (
    DAMAGED, FINISHED, NOT_RUN, RUNNING, SILENT, STARTED, Run)
from fashionseg.report.wanted_epochs import wanted_epochs
from fashionseg.tables.columns import COLUMNS

# A run that has written nothing for so long is called silent: seconds, and epochs of
# its own pace. Before its first epoch its pace is not known.
PATIENCE, PATIENT_EPOCHS, FIRST_EPOCH = 120, 3, 3600
_TAIL = 4096  # bytes of the output that are read for its last line


def find_runs(folder, results, n_seed, n_epoch, now, skip):
    """Tells the state of every run of a data set and profile.

    Args:
        folder (str): ``<results>/<dataset>/<profile>``.
        results (fashionseg.tables.results.Results): Its finished runs.
        n_seed (int): Runs of each configuration that the profile asks for; others
            that lie there are listed too.
        n_epoch (int): Epochs of the profile.
        now (float): Seconds since 1970.
        skip (callable): Is told the UserError of each file that is damaged.

    Returns:
        list of Run: In the order of Table III, then of the seeds.
    """
    seeds = {key: _seeds(os.path.join(folder, key)) for key in COLUMNS}
    wanted = set(range(n_seed)).union(*seeds.values())
    runs = []
    for key, title in COLUMNS.items():
        finished = {run['seed']: run for run in results.runs[key]}
        for seed in sorted(wanted):
            if seed in finished:
                runs.append(_finished(key, title, finished[seed], skip))
            else:
                out = os.path.join(folder, key, f'seed{seed}')
                runs.append(Run(key, title, seed, *_unfinished(
                    out, n_epoch, now, skip)))
    return runs


def _seeds(folder):
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return {int(match[1]) for name in names
            if (match := re.fullmatch(r'seed(\d+)', name))}


def _finished(key, title, result, skip):
    losses = result.get('losses', [])
    if not (isinstance(losses, list) and all(isinstance(row, dict) for row in losses)):
        skip(UserError(f"{result['path']} is damaged ('losses' has another type): "
                       'delete it and train that run again'))
        losses = []
    return Run(key, title, result['seed'], FINISHED, result['epochs'], losses,
               len(result['epochs']), result['seconds'], None, '', result)


def _unfinished(out, n_epoch, now, skip):
    """The fields of a Run from its state on."""
    if not os.path.isdir(out):
        return NOT_RUN, [], [], n_epoch, None, None, '', None
    if os.path.exists(os.path.join(out, 'result.json')):
        return DAMAGED, [], [], n_epoch, None, None, '', None
    rows = _read_log(os.path.join(out, 'log'), skip)
    times = [row['elapsed_time'] for row in rows]
    age = max(now - _last_sign(out), 0)
    if rows:
        pace = max(after - before for before, after in zip([0, *times], times))
        state = RUNNING if age <= max(PATIENCE, PATIENT_EPOCHS * pace) else SILENT
    else:
        state = STARTED if age <= FIRST_EPOCH else SILENT
    epochs, losses = map(list, zip(*map(split_log_row, rows))) if rows else ([], [])
    return (state, epochs, losses, max(wanted_epochs(out, n_epoch), len(rows)),
            times[-1] if rows else None, age,
            _last_line(os.path.join(out, 'output.txt')), None)


def _read_log(path, skip):
    try:
        rows = read_json(path)
        for row in rows:
            _check_row(row)
    except FileNotFoundError:
        return []
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        skip(UserError(f'{path} is damaged ({error}): it is whole again after the '
                       "run's next epoch"))
        return []
    return rows


def _check_row(row):
    if not (isinstance(row['epoch'], int) and row['elapsed_time'] >= 0):
        raise ValueError('no epoch, or no time')
    for scores in split_log_row(row):
        for value in scores.values():
            # The scores of the classes do not stand in the report.
            if not isinstance(value, (int, float, dict, type(None))):
                raise ValueError(f'{value!r} is not a number')


def _last_sign(out):
    """Time of the youngest file, which may be gone before it is looked at."""
    times = [os.path.getmtime(out)]
    for entry in os.scandir(out):
        try:
            times.append(entry.stat().st_mtime)
        except FileNotFoundError:
            continue
    return max(times)


def _last_line(path):
    try:
        with open(path, 'rb') as file:
            file.seek(max(os.path.getsize(path) - _TAIL, 0))
            text = file.read().decode(errors='replace')
    except OSError:
        return ''
    lines = [''.join(filter(str.isprintable, line)).strip()
             for line in text.split('\n')]
    return next(filter(None, reversed(lines)), '')
