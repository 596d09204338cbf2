"""Disk and memory are compared with what runs need, before anything is written."""

import functools
import os
import pathlib
import subprocess
import sys
import types

from chainer.backends import cuda
import numpy as np
import pytest

from fashionseg.commands import check_room as module
from fashionseg.commands.check_room import check_room
from fashionseg.commands.describe_size import describe_size
from fashionseg.commands.estimate_needs import RunNeeds, estimate_needs
from fashionseg.commands.main import main
from fashionseg.commands.measure_step import StepCost, measure_step
from fashionseg.configurations import PROFILES, Settings, make_net
from fashionseg.environment.available_memory import available_memory
from fashionseg.errors import UserError
from fashionseg.training.shared_batches import SharedBatches

ROOT = pathlib.Path(__file__).parents[2]


def _files(folder):
    return [path for path in folder.rglob('*')]


def _disk_with(monkeypatch, n_byte):
    statvfs = os.statvfs

    def fake(path):
        real = statvfs(path)
        return types.SimpleNamespace(
            f_bavail=n_byte // real.f_frsize, f_frsize=real.f_frsize,
            f_blocks=real.f_blocks, f_bfree=real.f_bfree)

    monkeypatch.setattr(os, 'statvfs', fake)


def _memory_with(monkeypatch, tmp_path, n_byte):
    root = tmp_path / 'machine'
    (root / 'proc').mkdir(parents=True)
    (root / 'proc/meminfo').write_text(f'MemAvailable: {n_byte // 1024} kB\n')
    monkeypatch.setattr(module, 'available_memory',
                        functools.partial(available_memory, str(root)))


def _fails(capsys, status, *words):
    error = capsys.readouterr().err
    assert status == 2
    assert error.startswith('error: ') and error.count('\n') == 1, error
    for word in words:
        assert word in error, error


def test_run_on_a_full_disk(prepared, tiny, tmp_path, capsys, monkeypatch):
    _disk_with(monkeypatch, 1_000_000)
    out = tmp_path / 'new' / 'out'
    _fails(capsys, main(['train', 'H', '--data', str(prepared), '--out', str(out)]),
           f'the disk of {tmp_path} has 1 MB free', 'free some room', '--out')
    assert not (tmp_path / 'new').exists()


def test_run_in_little_memory(prepared, tiny, tmp_path, capsys, monkeypatch):
    _memory_with(monkeypatch, tmp_path, 5_000_000)
    out = tmp_path / 'out'
    _fails(capsys, main(['train', 'H', '--data', str(prepared), '--out', str(out)]),
           ' of memory are needed and 5 MB of the machine are free', '--batch-size')
    assert not out.exists()


def test_queue_in_little_memory(prepared, tiny, tmp_path, capsys, monkeypatch):
    _memory_with(monkeypatch, tmp_path, 5_000_000)
    argv = ['--data', str(prepared), '--out', str(tmp_path / 'out'), '--jobs', '2']
    _fails(capsys, main(['reproduce', *argv]), 'fewer --jobs, a smaller --batch-size')
    assert not (tmp_path / 'out').exists()


def test_disk_for_all_runs_together(prepared, tiny, tmp_path, capsys, monkeypatch):
    # Each of both fits alone: its own files of a megabyte, and weights of a tenth.
    _disk_with(monkeypatch, 2_200_000)
    argv = ['--data', str(prepared), '--out', str(tmp_path / 'out'), '--jobs', '1']
    _fails(capsys, main(['reproduce', *argv]), 'the disk of ', 'free some room')
    assert not (tmp_path / 'out').exists()


COST = StepCost(n_param=1_000_000, fixed_bytes=100, photo_bytes=10, step_seconds=1,
                segment_seconds=1)


def _need(memory=10, gpu=None, kept=100, passing=1000):
    return RunNeeds(memory, gpu, kept, passing, COST)


def test_sums_over_runs(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(module, '_check_memory', lambda *args: seen.append(args))
    needs = [_need(memory=1e9 * k, kept=1e9, passing=1e9 * k) for k in (1, 4, 2)]
    # All leave 1 GB; two at a time have 4 and 2 GB more, in memory and on the disk.
    _disk_with(monkeypatch, int(20e9))
    folders = [str(tmp_path / name) for name in 'abc']
    assert check_room(needs, folders, ['@numpy'], n_job=2) == (
        '6.0 GB of memory, 9.0 GB on the disk')
    assert seen == [(6e9, 0, 2)]
    _disk_with(monkeypatch, int(8.9e9))
    with pytest.raises(UserError, match='8.9 GB free and about 9.0 GB are needed'):
        check_room(needs, folders, ['@numpy'], n_job=2)
    # Half a gigabyte is there already.
    (tmp_path / 'a').mkdir()
    with open(tmp_path / 'a' / 'snapshot', 'wb') as file:
        file.truncate(500_000_000)
    check_room(needs, folders, ['@numpy'], n_job=2)


def test_system_that_does_not_tell(tmp_path, monkeypatch):
    needs = [_need(memory=None)]
    assert check_room(needs, [str(tmp_path)], ['@numpy']) == '0 MB on the disk'
    monkeypatch.setattr(module, 'available_memory', lambda: None)
    check_room([_need(memory=1e18)], [str(tmp_path)], ['@numpy'])


def test_gpus(tmp_path, monkeypatch):
    class Device:
        free = {0: 8 * 10 ** 9, 1: 3 * 10 ** 9}

        def __init__(self, number):
            self.number = number

        def __enter__(self):
            Device.current = self.number

        def __exit__(self, *error):
            pass

    runtime = types.SimpleNamespace(
        memGetInfo=lambda: (Device.free[Device.current], 10 ** 10))
    monkeypatch.setattr(cuda, 'cupy', types.SimpleNamespace(
        cuda=types.SimpleNamespace(Device=Device, runtime=runtime)), raising=False)
    needs = [_need(gpu=5e9)]
    assert check_room(needs, [str(tmp_path)], ['@cupy:0']) == (
        '0 MB of memory, 5.0 GB on each GPU, 0 MB on the disk')
    with pytest.raises(UserError, match='5.0 GB of memory are needed on GPU 1 and 3.0'):
        check_room(needs, [str(tmp_path)], ['@cupy:0', '@cupy:1'])
    # Two runs at a time: one on each GPU, or both on the same.
    two, folders = [_need(gpu=2e9)] * 2, [str(tmp_path)] * 2
    check_room(two, folders, ['@cupy:0', '@cupy:1'], n_job=2)
    with pytest.raises(UserError, match='4.0 GB of memory are needed on GPU 1 and 3.0'):
        check_room(two, folders, ['@cupy:0', '@cupy:1'], n_job=2, n_on_gpu=2)


def test_needs_by_hand(monkeypatch):
    monkeypatch.setattr('fashionseg.commands.estimate_needs.measure_step',
                        lambda *args: COST)
    settings = Settings('H', PROFILES['quick']._replace(batch_size=6, n_worker=0))
    needs = estimate_needs(settings, ['@numpy'], keep=2)
    assert needs.memory == 100 + 6 * 10 and needs.gpu_memory is None
    # Weights 4 bytes each: best ones; three snapshots with two moments; best anew.
    assert needs.disk_kept == 4_000_000 + 1_000_000
    assert needs.disk_passing == 4_000_000 * (3 * 3 + 1)
    photos = estimate_needs(settings, ['@numpy'], keep=2, kept_bytes=7)
    assert photos.memory == needs.memory + 7
    workers = settings.profile._replace(n_worker=2)
    more = estimate_needs(Settings('H', workers), ['@numpy'], keep=2).memory
    # Each worker may come to read all photos.
    photos = estimate_needs(Settings('H', workers), ['@numpy'], 2, kept_bytes=10 ** 9)
    assert abs(photos.memory - more - 2 * 10 ** 9) < 1e8
    batches = SharedBatches(3, 6)  # one in use, two ahead
    assert SharedBatches.n_byte(3, 6) == batches.x.nbytes + batches.t.nbytes
    processes = more - needs.memory - batches.x.nbytes - batches.t.nbytes
    assert 2 * 20e6 < processes < 2 * 2e9
    shared = Settings('H', settings.profile, n_device=2)
    two = estimate_needs(shared, ['@cupy:0', '@cupy:1'], keep=2)
    assert two.gpu_memory == 100 + 3 * 10 + 2 * 4_000_000


def test_step_changes_no_random_numbers_of_the_run(monkeypatch):
    settings = Settings('H', PROFILES['quick']._replace(width=1 / 32), seed=3)
    measure_step(settings, '@numpy')
    ours = make_net('H', settings.profile, seed=3)
    after = np.random.random(3)
    theirs = make_net('H', settings.profile, seed=3)
    assert (after == np.random.random(3)).all()
    for a, b in zip(ours.params(), theirs.params()):
        assert (a.array == b.array).all()


AGAINST_REALITY = '''
import fashionseg, sys
import numpy as np
from fashionseg.commands.estimate_needs import estimate_needs
from fashionseg.commands.process_memory import ProcessMemory
from fashionseg.configurations import PROFILES, TABLE_5, Settings, make_net
from fashionseg.engines import use_engine
from fashionseg.training import GuidedTrainChain, make_optimizer
use_engine('numpy', 1)
profile = PROFILES['quick']._replace(batch_size=12)
settings = Settings('A', profile)
needs = estimate_needs(settings, ['@numpy'], keep=2)
chain = GuidedTrainChain(make_net('A', profile), *TABLE_5['A'])
optimizer = make_optimizer(1e-3).setup(chain)
x = np.random.rand(12, 3, 224, 224).astype(np.float32)
t = np.random.randint(0, 14, (12, 224, 224)).astype(np.int32)
ProcessMemory.forget_peak()
for _ in range(3):
    optimizer.update(chain, x, t)
print(needs.memory, ProcessMemory.peak())
'''


@pytest.mark.skipif(sys.platform != 'linux', reason='Linux tells of memory')
def test_memory_against_a_real_step():
    done = subprocess.run(
        [sys.executable, '-c', AGAINST_REALITY], check=True, text=True,
        stdout=subprocess.PIPE, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    estimate, peak = map(int, done.stdout.split())
    assert .85 < estimate / peak < 1.2


@pytest.mark.parametrize('n_byte, words', [
    (0, '0 MB'), (87.4e6, '87 MB'), (3e8, '0.3 GB'), (41.25e9, '41.2 GB')])
def test_sizes(n_byte, words):
    assert describe_size(n_byte) == words
