"""Where a training run begins."""

import json
import os

from fashionseg.commands.latest_snapshot import latest_snapshot
from fashionseg.errors import UserError
from fashionseg.files import write_json


def find_start(out, record, resume):
    """Finds the snapshot to go on from, or clears the way for a new run.

    ``<out>/run.json`` keeps what decides a run's numbers, so that no snapshot of
    another run is gone on with.

    Args:
        out (str): Folder of the run.
        record (dict): What decides its numbers, as JSON: settings, data hash and
            precision; a record of before the precision was kept is of single.
        resume (bool): Go on from the last snapshot, if there is one; otherwise old
            snapshots are removed.

    Returns:
        str or None: Path of the snapshot; None for a new run.

    Raises:
        UserError: The snapshot belongs to a run with another record.
    """
    path = os.path.join(out, 'run.json')
    snapshot = latest_snapshot(out)
    if snapshot and resume:
        stored = _read(path)
        if isinstance(stored, dict):
            stored.setdefault('precision', 'float32')
        if stored != record:
            raise UserError(f'{out} holds an unfinished run with other settings or '
                            'photos; remove it, or give another --out')
        return snapshot
    while snapshot:
        os.remove(snapshot)
        snapshot = latest_snapshot(out)
    write_json(path, record)
    return None


def _read(path):
    try:
        with open(path, encoding='utf-8') as file:
            return json.load(file)
    except (OSError, ValueError):
        return None
