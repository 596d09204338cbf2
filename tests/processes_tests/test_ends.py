"""Failures of one and of all processes."""

import os
import signal
import time

import pytest

from tests.processes_tests.mpiexec import ROOT, needs_mpi, run, start

ENDS = ROOT / 'tests' / 'processes_tests' / 'ends.py'

pytestmark = needs_mpi


def test_all_fail_and_one_tells():
    _, error = run(3, [ENDS, 2, *['error: no photos'] * 3], status=2)
    assert error.splitlines().count('error: no photos') == 1
    assert error.count('no photos') == 1


@pytest.mark.parametrize('lines', [
    ['-', '-', 'error: bad photo'], ['-', 'error: bad photo', 'error: other photo']])
def test_one_fails_and_ends_all(lines):
    began = time.monotonic()
    _, error = run(3, [ENDS, 2, *lines], status=2)
    assert time.monotonic() - began < 30
    rank = lines.index('error: bad photo')
    assert error.count(f'error: bad photo (process {rank} of 3, on ') == 1
    assert 'other photo' not in error


def test_one_ends_before_the_others_have_met():
    # MPICH would wait for it for ever.
    process = start(3, [ENDS, 2, '-', 'early', '-'])
    process.communicate(timeout=60)
    assert process.returncode != 0


def test_one_is_killed():
    process = start(3, [ROOT / 'tests' / 'processes_tests' / 'waits.py'])
    pids = [int(process.stdout.readline()) for _ in range(3)]
    os.kill(pids[1], signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert not any(map(_runs, pids))


def _runs(pid):
    try:
        with open(f'/proc/{pid}/stat') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False
