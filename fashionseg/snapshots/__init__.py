"""The state of a run on the disk: whole, checked, and gone on with exactly."""

from fashionseg.snapshots.check_format import check_format
from fashionseg.snapshots.find_snapshot import find_snapshot
from fashionseg.snapshots.format_name import format_name
from fashionseg.snapshots.list_snapshots import list_snapshots
from fashionseg.snapshots.snapshot import Snapshot
from fashionseg.snapshots.stop_request import StopRequest
from fashionseg.snapshots.unpack_state import unpack_state

__all__ = ['Snapshot', 'StopRequest', 'check_format', 'find_snapshot', 'format_name',
           'list_snapshots', 'unpack_state']
