"""Whether a finished result is of the run that is asked for."""

from fashionseg.errors import UserError
from fashionseg.files import read_json


def check_finished(path, settings, data_hash, precision='float32'):
    """Reads a result and compares what decides its numbers.

    Args:
        path (str): ``result.json`` of a run.
        settings (fashionseg.configurations.Settings): Of the run that is asked for.
        data_hash (str): Hash of the data at hand.
        precision (str): Of the run's convolutions. A result of before it was recorded
            is of single precision.

    Returns:
        dict: The result.

    Raises:
        UserError: A damaged file, other settings or precision, or other photos.
    """
    try:
        result = read_json(path)
        stored = result['settings'], result['data_hash']
        stored_precision = result.get('engine', {}).get('precision', 'float32')
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UserError(f'{path} is damaged; remove it to train again') from None
    if stored[0] != settings.record() or stored_precision != precision:
        raise UserError(f'{path} was made with other settings; remove it to train '
                        'again, or give another --out')
    if stored[1] != data_hash:
        raise UserError(f'{path} was made with other photos (data hash '
                        f'{stored[1][:12]}); remove it to train again, or give '
                        'another --out')
    return result
