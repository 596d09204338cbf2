"""Where a run goes on."""

import os
import sys
from collections import namedtuple

from fashionseg.errors import UserError
from fashionseg.files import parse_json, read_tensors
from fashionseg.snapshots.check_format import check_format
from fashionseg.snapshots.check_record import check_record
from fashionseg.snapshots.list_snapshots import list_snapshots

Found = namedtuple('Found', 'path arrays texts')
Found.__doc__ = """A whole snapshot.

* ``path``: The file.
* ``arrays``, ``texts``: What :func:`~fashionseg.snapshots.unpack_state` takes.
"""


def find_snapshot(folder, record, apart_from=()):
    """Reads the latest snapshot of a run that is whole.

    A damaged one stays where it is and is named on the standard error stream.

    Args:
        folder (str): Folder of the run.
        record (dict): What decides the run's numbers, as JSON.
        apart_from (tuple of str): What of it may differ, see
            :func:`~fashionseg.snapshots.check_record.check_record`.

    Returns:
        Found or None: None when there is no snapshot.

    Raises:
        UserError: All are damaged, or the latest whole one is of another run or of
            another version.
    """
    damaged = []
    for _, path in reversed(list_snapshots(folder)):
        try:
            arrays, metadata = read_tensors(path)
        except UserError as error:
            damaged.append(str(error))
            continue
        check_format(path, metadata, 'snapshot')
        try:
            stored, texts = (parse_json(metadata[name]) for name in ('record', 'texts'))
            check_record(path, stored, record, apart_from)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UserError(f'{path} holds no snapshot of fashionseg ({error}); remove '
                            'it') from None
        for words in damaged:
            print(f'note: {words}; going on from {os.path.basename(path)}',
                  file=sys.stderr)
        return Found(path, arrays, texts)
    if damaged:
        raise UserError(f'no snapshot in {folder} can be used ({"; ".join(damaged)}); '
                        'remove them to begin this run anew')
    return None
