"""A disk that fills up: one stage from end to end, and where there is no such disk."""

import multiprocessing
import subprocess
import types

import pytest

from benchmarks import full_disk
from benchmarks.workloads import small_disk
from fashionseg.errors import UserError


def test_no_disk_can_be_mounted(monkeypatch):
    monkeypatch.setattr(subprocess, 'run', lambda *args, **options: (
        types.SimpleNamespace(returncode=32, stderr='mount: must be superuser\n')))
    with pytest.raises(UserError, match=r'\(mount: must be superuser\); call this as'):
        full_disk.try_stage(full_disk.STAGES['prepare'], 0)


def _mount():
    try:
        with small_disk.small_disk(1 << 20):
            return True
    except UserError:
        return False


@pytest.mark.skipif(not _mount(), reason='no disk can be mounted here')
def test_prepare_on_a_full_disk(monkeypatch):
    # A server of forks would stay, and other tests want one of their own.
    context = multiprocessing.get_context('spawn')
    monkeypatch.setattr(multiprocessing, 'get_context', lambda method: context)
    whole = full_disk.try_stage(full_disk.STAGES['prepare from the start'], None)
    assert whole[:3] == (0, '', [])
    found = full_disk.try_stage(full_disk.STAGES['prepare from the start'], 4096)
    assert found[0] == 2 and 'free some room' in found[1]
    assert found[2:] == ([], whole[3]) and len(whole[3]) == 24  # of 12 photos


@pytest.mark.skipif(not _mount(), reason='no disk can be mounted here')
def test_what_is_half_there_is_found():
    with small_disk.small_disk(1 << 20) as root:
        (root / 'a.safetensors').write_bytes(b'half')
        (root / 'result.json').write_text('{')
        (root / 'log.77.tmp').write_text('')
        (root / 'good.json').write_text('{}')
        (root / '.prepare-x').mkdir()
        (root / '.prepare-x/a.jpg').write_text('half')
        faults = ' '.join(sorted(full_disk._look_at(root)))
    assert faults.startswith('a.safetensors: ') and 'log.77.tmp was left' in faults
    assert 'result.json: ' in faults and 'good' not in faults and '.jpg' not in faults
