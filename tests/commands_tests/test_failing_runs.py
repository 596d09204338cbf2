"""Whole runs with data workers that end badly: one line, status 2, nothing left."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from fashionseg.datasets import PreparedDataset

ROOT = pathlib.Path(__file__).parents[2]
RUN = '''
import sys
import fashionseg
from fashionseg.commands.run_command import run_command
from fashionseg.commands.run_training import run_training
from fashionseg.configurations import PROFILES, Settings
from fashionseg.datasets import PreparedDataset

if __name__ == '__main__':
    root, out = sys.argv[1:]
    profile = PROFILES['quick']._replace(width=1 / 32, n_epoch=1000, n_worker=2)
    data = [PreparedDataset(root, split) for split in ('train', 'eval')]
    sys.exit(run_command(run_training, Settings('H', profile), 'quick', *data, out,
                         ['@numpy'], 'x', 'auto', 15, 2))
'''


@pytest.fixture
def start(data, tmp_path):
    processes = []

    def start():
        script = tmp_path / 'run.py'
        script.write_text(RUN)
        processes.append(subprocess.Popen(
            [sys.executable, script, data / 'generated-quick', tmp_path / 'out'],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=dict(os.environ, PYTHONPATH=str(ROOT), OMP_NUM_THREADS='1')))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()


def _data_workers(pid):
    found = []
    for path in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            parent = path.joinpath('stat').read_text().rpartition(')')[2].split()[1]
            words = path.joinpath('cmdline').read_bytes()
        except OSError:
            continue
        if int(parent) == pid and b'spawn_main' in words:
            found.append(int(path.name))
    return sorted(found)


@pytest.mark.skipif(sys.platform != 'linux', reason='reads /proc')
def test_worker_is_killed_in_the_middle_of_a_run(start):
    process = start()
    for line in process.stdout:
        if line.startswith('epoch '):
            break
    workers = _data_workers(process.pid)
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    began = time.monotonic()
    _, error = process.communicate(timeout=120)
    assert process.returncode == 2
    assert error.startswith('error: a data worker died') and error.count('\n') == 1
    assert '(SIGKILL); if memory ran out, use fewer with --workers' in error
    assert time.monotonic() - began < 60  # 10 where the machine is not crowded
    assert not any(os.path.exists(f'/proc/{pid}') for pid in workers)


def test_damaged_photo(start, data):
    root = data / 'generated-quick'
    dataset = PreparedDataset(root, 'train')
    path = pathlib.Path(dataset.path(1))
    path.write_bytes(path.read_bytes()[:2000])  # the rest of it is gone
    process = start()
    _, error = process.communicate(timeout=120)
    assert process.returncode == 2
    assert error.startswith(f'error: photo {dataset.ids[1]}: {path} cannot be read (')
    assert error.endswith(f'; remove {root} and prepare the data set again\n')
    assert error.count('\n') == 1
