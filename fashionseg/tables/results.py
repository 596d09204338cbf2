import math
import re
from collections import namedtuple
from pathlib import Path

from fashionseg.errors import UserError
from fashionseg.files import read_json
from fashionseg.tables.check_scores import check_scores
from fashionseg.tables.columns import COLUMNS
from fashionseg.tables.read_result import read_result


class Results(namedtuple('Results', ['dataset', 'profile', 'runs', 'timing',
                                     'all_background'])):
    """Everything measured on one data set in one profile.

    Attributes:
        dataset, profile: Names of the two folders.
        runs: Configuration key -> list of results, in the order of the seeds;
            empty for what was not run.
        timing: Dictionary of timing.json, or None.
        all_background: Scores of the map that is background everywhere, or None.
    """

    __slots__ = ()

    @classmethod
    def read(cls, results_dir, dataset, profile, skip=None):
        """Read ``<results_dir>/<dataset>/<profile>``.

        Args:
            results_dir, dataset, profile: Names of the folders.
            skip: Function that is told the ``UserError`` of each file that cannot be
                used, which is left out then; by default the first is raised.

        Raises:
            UserError: When the folder is missing; without ``skip`` also when a file in
                it is damaged, or runs do not belong into one table.
        """
        root = Path(results_dir) / dataset / profile
        if not root.is_dir():
            raise UserError(f'no results in {root}: train first, or name the folder '
                            'that holds them')
        skip = skip or _fail
        # The first one read; all that follows must be of the same photos.
        first = {}
        runs = {key: _read_runs(root, dataset, profile, key, first, skip)
                for key in COLUMNS}
        timing = _read_json(root / 'timing.json', _check_timing, skip)
        path = root / 'all_background.json'
        all_background = _read_json(path, _check_background, skip)
        if all_background is not None:
            try:
                _check_same_data(first, all_background['data_hash'], path)
            except UserError as error:
                skip(error)
                all_background = None
        return cls(dataset, profile, runs, timing, all_background)

    @property
    def all_runs(self):
        return [run for runs in self.runs.values() for run in runs]


def _fail(error):
    raise error


def _read_runs(root, dataset, profile, configuration, first, skip):
    found = {}
    for path in root.glob(f'{configuration}/seed*/result.json'):
        match = re.fullmatch(r'seed(\d+)', path.parent.name)
        if match:
            found[int(match.group(1))] = path
    runs = []
    for seed in sorted(found):
        try:
            run = read_result(found[seed], dataset, profile, configuration, seed)
            _check_same_data(first, run['data_hash'], run['path'])
            _check_same_settings(runs, run)
        except UserError as error:
            skip(error)
        else:
            runs.append(run)
    return runs


def _read_json(path, check, skip):
    try:
        document = read_json(path)
        check(document)
    except FileNotFoundError:
        return None
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        skip(UserError(f'{path} is damaged ({error}): delete it and measure again'))
        return None
    return document


def _check_timing(timing):
    timing['machine']
    for key in ('command', 'commit'):
        _check_text(timing, key)
    for row in timing['rows'].values():
        for measure in ('inference_ms', 'training_ms'):
            if not (math.isfinite(row[measure]) and row[measure] > 0):
                raise ValueError(f'{measure} is not a positive number')


def _check_background(scores):
    check_scores(scores)
    _check_text(scores, 'data_hash')


def _check_text(document, key):
    if not isinstance(document[key], str):
        raise TypeError(f"'{key}' has another type")


def _check_same_data(first, data_hash, path):
    first.setdefault('data_hash', data_hash)
    first.setdefault('path', path)
    if data_hash != first['data_hash']:
        raise UserError(
            f"{first['path']} and {path} come from different data (data hash "
            f"{first['data_hash'][:12]} and {data_hash[:12]}): delete the outdated one")


def _check_same_settings(runs, run):
    def essence(run):
        settings = {k: v for k, v in run['settings'].items() if k != 'seed'}
        return settings, run['n_param']

    if runs and essence(run) != essence(runs[0]):
        raise UserError(f"{runs[0]['path']} and {run['path']} have different "
                        'settings and cannot be averaged: delete the outdated one')
