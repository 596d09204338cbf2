"""What was measured, from the files that keep it."""

import os

from fashionseg.errors import UserError
from fashionseg.files import read_json

KINDS = ('scores', 'training', 'overlap', 'epochs')


def read_measurements(folder, skip=None):
    """Reads every measurement of a folder.

    Args:
        folder (str): Holds ``*.json`` as ``fashionseg questions --measure``
            writes them; a missing folder is an empty one.
        skip (callable): Is told the UserError of each damaged file, which is left out
            then; by default the first is raised.

    Returns:
        list of dict: Their content, in the order of the file names, with that name
        under ``file``.

    Raises:
        UserError: For a damaged file, without ``skip``, or a file in place of the
            folder.
    """
    if not os.path.exists(folder):
        return []
    if not os.path.isdir(folder):
        raise UserError(f'{folder} is no folder; name that of the measurements')
    measurements = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.json'):
            continue
        path = os.path.join(folder, name)
        try:
            measurement = read_json(path)
            if measurement['kind'] not in KINDS:
                raise ValueError(f'unknown kind {measurement["kind"]!r}')
            for key in ('command', 'commit', 'dataset'):
                if not isinstance(measurement[key], str):
                    raise TypeError(f'{key} is no text')
            measurement['rows']
        except (OSError, KeyError, TypeError, ValueError) as error:
            damage = UserError(f'{path} is damaged ({error}); remove it and measure '
                               'again')
            if skip is None:
                raise damage from None
            skip(damage)
            continue
        measurements.append({**measurement, 'file': name})
    return measurements
