"""What a file of weights says about itself."""

import json

from fashionseg import __version__
from fashionseg.classes import CLASS_NAMES
from fashionseg.commands.current_commit import current_commit
from fashionseg.snapshots import format_name

INTENDED_USE = (
    'To find 14 kinds of clothes in photos of people in the street, scaled to 224 x '
    '224, for research. It knows nothing but the photos of its data set: other photos, '
    'persons and clothes may be labelled worse than its scores say, and no decision '
    'about a person should rest on it. The weights come from these photos, whose terms '
    'hold for them; the license is that of the code.')


def model_card(record, dataset, command):
    """Describes the weights of a run for whoever gets the file alone.

    Args:
        record (dict): Of the run, see
            :func:`~fashionseg.commands.run_record.run_record`.
        dataset (str): Name of the data set.
        command (str): Command line of the run.

    Returns:
        dict: Metadata of the file, name -> str; ``record`` and ``classes`` are JSON.
    """
    return {'format': format_name('weights'), 'record': json.dumps(record),
            'classes': json.dumps(CLASS_NAMES), 'dataset': dataset,
            'data_hash': record['data_hash'], 'license': 'MIT',
            'fashionseg': __version__, 'commit': current_commit(), 'command': command,
            'intended_use': INTENDED_USE}
