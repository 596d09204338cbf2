import json
import math
import re
from collections import namedtuple
from pathlib import Path

from fashionseg.errors import UserError
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
    def read(cls, results_dir, dataset, profile):
        """Read ``<results_dir>/<dataset>/<profile>``.

        Raises:
            UserError: When the folder is missing, a file in it is damaged, or runs do
                not belong into one table.
        """
        root = Path(results_dir) / dataset / profile
        if not root.is_dir():
            raise UserError(f'no results in {root}: train first, or name the folder '
                            'that holds them')
        runs = {key: _read_runs(root, dataset, profile, key) for key in COLUMNS}
        timing = _read_json(root / 'timing.json', _check_timing)
        all_background = _read_json(root / 'all_background.json', _check_background)
        _check_same_data(runs, all_background, root / 'all_background.json')
        for of_one_configuration in runs.values():
            _check_same_settings(of_one_configuration)
        return cls(dataset, profile, runs, timing, all_background)

    @property
    def all_runs(self):
        return [run for runs in self.runs.values() for run in runs]


def _read_runs(root, dataset, profile, configuration):
    found = {}
    for path in root.glob(f'{configuration}/seed*/result.json'):
        match = re.fullmatch(r'seed(\d+)', path.parent.name)
        if match:
            seed = int(match.group(1))
            found[seed] = read_result(path, dataset, profile, configuration, seed)
    return [found[seed] for seed in sorted(found)]


def _read_json(path, check):
    try:
        document = json.loads(path.read_text(encoding='utf-8'))
        check(document)
    except FileNotFoundError:
        return None
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError(f'{path} is damaged ({error}): delete it and measure '
                        'again') from error
    return document


def _check_timing(timing):
    for key in ('machine', 'command', 'commit'):
        timing[key]
    for row in timing['rows'].values():
        for measure in ('inference_ms', 'training_ms'):
            if not (math.isfinite(row[measure]) and row[measure] > 0):
                raise ValueError(f'{measure} is not a positive number')


def _check_background(scores):
    check_scores(scores)
    scores['data_hash']


def _check_same_data(runs, all_background, path):
    stamped = [(run['data_hash'], run['path']) for key in runs for run in runs[key]]
    if all_background is not None:
        stamped.append((all_background['data_hash'], path))
    for data_hash, path in stamped[1:]:
        if data_hash != stamped[0][0]:
            raise UserError(
                f'{stamped[0][1]} and {path} come from different data (data hash '
                f'{stamped[0][0][:12]} and {data_hash[:12]}): delete the outdated one')


def _check_same_settings(runs):
    def essence(run):
        settings = {k: v for k, v in run['settings'].items() if k != 'seed'}
        return settings, run['n_param']

    for run in runs[1:]:
        if essence(run) != essence(runs[0]):
            raise UserError(f"{runs[0]['path']} and {run['path']} have different "
                            'settings and cannot be averaged: delete the outdated one')
