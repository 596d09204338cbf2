"""What several processes do, without MPI."""

import os
import sys
import time
import types

import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.processes import (
    Processes, in_turn, join_processes, share_threads)
from fashionseg.processes.find_launch import Launch
from tests.processes_tests.other_processes import Threads


def test_one_process():
    processes = join_processes(Launch(0, 1, 0))
    assert (processes.rank, processes.size, processes.place, processes.n_here) == (
        0, 1, 0, 1)
    assert processes.is_first
    assert processes.gather('x') == ['x']
    assert processes.mean(np.array([1, 2.5])).tolist() == [1, 2.5]


def test_one_process_needs_no_mpi(monkeypatch):
    monkeypatch.setitem(sys.modules, 'mpi4py', None)
    assert join_processes(Launch(0, 1, 0)).size == 1
    with pytest.raises(UserError, match=r"3 processes.*'fashionseg\[mpi\]'.*one proc"):
        join_processes(Launch(1, 3, 1))


def test_mpi_that_does_not_know_the_others(monkeypatch):
    # Started by the mpiexec of another MPI, each process is alone in its own.
    world = types.SimpleNamespace(size=1)
    monkeypatch.setitem(sys.modules, 'mpi4py.MPI',
                        types.SimpleNamespace(COMM_WORLD=world))
    with pytest.raises(UserError, match='3 processes.*MPI knows of 1.*mpiexec'):
        join_processes(Launch(0, 3, 0))


def test_gpus_without_nccl(monkeypatch):
    def create(name, world):
        assert name == 'pure_nccl'
        raise RuntimeError('NCCL is not available.')

    monkeypatch.setitem(sys.modules, 'mpi4py.MPI', types.SimpleNamespace(
        COMM_WORLD=types.SimpleNamespace(size=3)))
    monkeypatch.setitem(sys.modules, 'chainermn',
                        types.SimpleNamespace(create_communicator=create))
    with pytest.raises(UserError, match='need CuPy and NCCL .*nvidia-nccl'):
        join_processes(Launch(0, 3, 0), on_gpu=True)


def test_first_of_all_then_first_of_each_machine_then_the_rest():
    begun = []

    def function(processes):
        begun.append((processes.rank, len(done)))
        time.sleep(.05)
        done.append(processes.rank)
        return -processes.rank

    done = []
    outcomes = Threads([0, 0, 1, 1, 2]).run(
        lambda processes: in_turn(processes, lambda: function(processes)))
    assert outcomes == [0, -1, -2, -3, -4]
    # Processes that were done before each began.
    assert dict(begun) == {0: 0, 2: 1, 4: 1, 1: 3, 3: 3}


@pytest.mark.parametrize('failing', [0, 1, 3])
def test_failure_of_one_is_that_of_all(failing):
    called = []

    def function(processes):
        called.append(processes.rank)
        if processes.rank == failing:
            raise UserError('no photos')

    outcomes = Threads([0, 0, 1, 1]).run(
        lambda processes: in_turn(processes, lambda: function(processes)))
    assert {type(error) for error in outcomes} == {UserError}
    message, = {str(error) for error in outcomes}
    assert message.startswith('no photos')
    assert f'(process {failing}, on ' in message or failing == 0
    assert len(called) == (1 if failing == 0 else 4)  # 1 and 3 are the rest


def test_path_error_of_one_keeps_its_number():
    def function(processes):
        open('/nowhere/x')

    outcomes = Threads([0, 0]).run(
        lambda processes: in_turn(processes, lambda: function(processes)))
    assert [error.filename for error in outcomes] == ['/nowhere/x'] * 2


def _cores(monkeypatch, cores):
    monkeypatch.delenv('OMP_NUM_THREADS', raising=False)
    monkeypatch.setattr(os, 'sched_getaffinity', lambda pid: cores(), raising=False)


@pytest.mark.parametrize('size, expected', [(2, 4), (3, 2), (16, 1)])
def test_processes_of_a_machine_share_its_cores(monkeypatch, size, expected):
    _cores(monkeypatch, lambda: set(range(8)))
    assert Threads([0] * size).run(share_threads) == [expected] * size


def test_processes_with_cores_of_their_own_share_nothing(monkeypatch):
    class Bound(Processes):
        size = 2

        def gather(self, value):
            return [value, (value[0], [4, 5, 6, 7])]

    _cores(monkeypatch, lambda: {0, 1, 2, 3})
    monkeypatch.setattr(Bound, '__init__', lambda self: None)
    assert share_threads(Bound()) == 4


def test_threads_that_were_told(monkeypatch):
    assert share_threads(Processes()) is None
    monkeypatch.setenv('OMP_NUM_THREADS', '3')
    assert Threads([0, 0]).run(share_threads) == [None, None]


def test_end_of_one_process(capsys):
    assert Processes().end('error: x', 2) == 2
    assert capsys.readouterr().err == 'error: x\n'
