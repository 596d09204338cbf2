"""What several processes are told and given, without MPI."""

import sys
import types

import chainer
import pytest

from fashionseg.commands.run_command import run_command
from fashionseg.commands.run_together import run_together
from fashionseg.commands.run_training import _check_same
from fashionseg.commands.take_device import take_device
from fashionseg.errors import UserError
from fashionseg.processes import Processes
from tests.processes_tests.other_processes import Threads


def test_one_process_is_like_any_command(capsys):
    def command(processes, word):
        assert processes.size == 1
        if word == 'wrong':
            raise UserError('a wrong word')
        if word == 'bug':
            raise ZeroDivisionError

    assert run_together(command, False, 'right') == 0
    assert run_together(command, False, 'wrong') == 2
    assert capsys.readouterr().err == 'error: a wrong word\n'
    with pytest.raises(ZeroDivisionError):
        run_together(command, False, 'bug')


@pytest.mark.parametrize('rank, place, told', [
    (0, 0, True), (1, 1, False), (2, 0, True)])
def test_processes_that_cannot_meet(monkeypatch, capsys, rank, place, told):
    """Once on each machine."""
    monkeypatch.setitem(sys.modules, 'mpi4py', None)
    for name, value in (
            ('PMI_RANK', rank), ('PMI_SIZE', 3), ('MPI_LOCALRANKID', place)):
        monkeypatch.setenv(name, str(value))
    assert run_together(None, False) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: 3 processes') == told and error.count('\n') == told
    assert ('(on ' in error) == (rank == 2)


def test_other_commands_are_for_one_process(monkeypatch, capsys):
    monkeypatch.setenv('OMPI_COMM_WORLD_SIZE', '2')
    for rank in (0, 1):
        monkeypatch.setenv('OMPI_COMM_WORLD_RANK', str(rank))
        assert run_command(None) == 2
    assert capsys.readouterr().err == (
        'error: only training runs in several processes; start this command without '
        'mpiexec or srun\n')


def test_each_process_of_a_machine_takes_its_gpu(monkeypatch):
    used = []
    monkeypatch.setattr(chainer, 'get_device', lambda name: types.SimpleNamespace(
        use=lambda: used.append(name)))
    gpus = ['@cupy:0', '@cupy:2']
    taken = Threads([0, 0, 1]).run(lambda processes: take_device(gpus, processes))
    assert taken == [['@cupy:0'], ['@cupy:2'], ['@cupy:0']]
    assert sorted(used) == ['@cupy:0', '@cupy:0', '@cupy:2']
    outcomes = Threads([0, 0, 0, 1]).run(
        lambda processes: take_device(gpus, processes))
    assert 'has 3 processes and --devices names 2 GPUs' in str(outcomes[0])
    assert outcomes[3] == ['@cupy:0']


def test_devices_that_need_no_choice():
    assert take_device(['@cupy:0', '@cupy:1'], Processes()) == ['@cupy:0', '@cupy:1']
    assert Threads([0, 0]).run(
        lambda processes: take_device(['@numpy'], processes)) == [['@numpy']] * 2


def test_other_photos_on_one_machine():
    def check(processes):
        _check_same(processes, {'data_hash': 'b' if processes.rank == 2 else 'a'})

    assert {str(outcome).split(' on ')[0] for outcome in Threads([0, 0, 1]).run(check)
            } == {'process 2'}
    assert Threads([0, 1]).run(
        lambda processes: _check_same(processes, {})) == [None] * 2
