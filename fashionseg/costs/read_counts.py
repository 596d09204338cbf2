"""Counted operations, from the file that keeps them."""

from fashionseg.costs.networks import NETWORKS
from fashionseg.errors import UserError
from fashionseg.files import read_json

_KEYS = ('n_param', 'inference_flop', 'forward_flop', 'training_flop',
         'inference_reads')


def read_counts(path):
    """Reads ``costs.json``.

    Args:
        path (str or os.PathLike): File, as ``write_costs`` wrote it.

    Returns:
        dict or None: What ``write_costs`` takes as ``counts``; None without a file.

    Raises:
        UserError: The file is damaged, or was made with other networks.
    """
    try:
        counts = read_json(path)
        for name in NETWORKS:
            for key in _KEYS:
                count = counts['rows'][name][key]
                if not (isinstance(count, int) and count > 0):
                    raise ValueError(f'{key} of {name} is no whole number above 0')
        counts['commit'][:1], counts['command']
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f'{path} is damaged ({error}); count again with python -m '
                        'fashionseg costs') from error
    return counts
