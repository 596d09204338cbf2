import math

from fashionseg.errors import UserError
from fashionseg.files import read_json
from fashionseg.tables.check_scores import check_scores

_TYPES = {
    'configuration': str, 'dataset': str, 'profile': str, 'seed': int, 'command': str,
    'commit': str, 'data_hash': str, 'settings': dict, 'n_param': int,
    'n_train': int, 'n_eval': int, 'seconds': (int, float), 'best': dict,
    'epochs': list,
}


def read_result(path, dataset, profile, configuration, seed):
    """Read one result.json and check that it is whole and in its place.

    Args:
        path: ``<results>/<dataset>/<profile>/<configuration>/seed<seed>/result.json``.
        dataset, profile, configuration, seed: What the path says.

    Returns:
        The dictionary in the file, with its path under ``path``.

    Raises:
        UserError: Naming the file.
    """
    try:
        result = read_json(path)
        for key, kind in _TYPES.items():
            if not isinstance(result[key], kind):
                raise ValueError(f"'{key}' has another type")
        if not 0 <= result['seconds'] < math.inf:
            raise ValueError("'seconds' is no time")
        # Results of the first runs were made without it.
        if not isinstance(result.get('split_sha256', ''), str):
            raise ValueError("'split_sha256' has another type")
        if not result['epochs']:
            raise ValueError('no epoch')
        for scores in result['epochs']:
            check_scores(scores)
        for metric in ('miou', 'miou_plus'):
            check_scores(result['best'][metric])
            if not isinstance(result['best'][metric]['epoch'], int):
                raise ValueError('the best epoch is not a whole number')
    except KeyError as error:
        raise _damaged(path, f'{error} is missing') from error
    # JSON and Unicode errors are ValueErrors; TypeError: the file holds no dictionary.
    except (OSError, TypeError, ValueError) as error:
        raise _damaged(path, error) from error
    expected = {'dataset': dataset, 'profile': profile,
                'configuration': configuration, 'seed': seed}
    for key, value in expected.items():
        if result[key] != value:
            raise UserError(f"{path} says {key} '{result[key]}' but lies in the folder "
                            f"of '{value}': move it to where it belongs")
    return {**result, 'path': path}


def _damaged(path, why):
    return UserError(f'{path} is damaged ({why}): delete it and train that run again')
