"""Measured times, from the file that keeps them."""

import math

from fashionseg.errors import UserError
from fashionseg.files import read_json


def read_times(path):
    """Reads ``times.json``.

    Args:
        path (str or os.PathLike): File, as ``write_costs`` wrote it.

    Returns:
        dict or None: What ``write_costs`` takes as ``times``; None without a file.

    Raises:
        UserError: The file is damaged.
    """
    try:
        times = read_json(path)
        for name, row in times['rows'].items():
            if not all(0 < row[key] < math.inf
                       for key in ('inference_ms', 'training_ms')):
                raise ValueError(f'a time of {name} is not a positive number')
        times['machine'].items()
        times['commit'][:1], times['command'], times['n_round'], times['batch_size']
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f'{path} is damaged; remove it, or give --measure to measure '
                        'anew') from error
    return times
