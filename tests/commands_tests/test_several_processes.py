"""The command line under mpiexec."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import numpy as np
import pytest
from safetensors.numpy import load_file

from fashionseg.commands.prepare import prepare
from tests.processes_tests.mpiexec import ROOT, needs_mpi, run

SCRIPT = ROOT / 'tests' / 'commands_tests' / 'small_run.py'

pytestmark = needs_mpi


@pytest.fixture(scope='module')
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp('data')
    prepare('generated', str(folder / 'generated-quick'), n_train=12, n_eval=5)
    return folder


def _argv(data, out, *more):
    return [SCRIPT, '--data', data, '--out', out, '--kernels', 'numpy', '--engine',
            'chainer', *more]


def _folder(out):
    return pathlib.Path(out) / 'generated' / 'quick' / 'A' / 'seed0'


def _result(out):
    return json.loads((_folder(out) / 'result.json').read_text())


@pytest.fixture(scope='module')
def three(data, tmp_path_factory):
    """Folder of the results of three processes, and what they said."""
    out = tmp_path_factory.mktemp('three')
    return out, *run(3, _argv(data, out))


def _same_run(a, b):
    """Equal up to what rounding in another order makes of a few steps."""
    for ours, theirs in zip(a['losses'], b['losses'], strict=True):
        assert ours == pytest.approx(theirs, rel=1e-5)
    for ours, theirs in zip(a['epochs'], b['epochs'], strict=True):
        assert ours['miou'] == pytest.approx(theirs['miou'], abs=1e-4)


def _same_weights(a, b, atol):
    a, b = (load_file(_folder(out) / 'best.safetensors') for out in (a, b))
    assert set(a) == set(b)
    for name in a:
        np.testing.assert_allclose(a[name], b[name], rtol=0, atol=atol)


def test_three_processes_make_the_run_of_one(three, data, tmp_path):
    out, said, _ = three
    result = _result(out)
    assert said.count('epoch 1/1') == said.count('3 processes, 2 photos') == 1
    assert result['command'].startswith('mpiexec -n 3 fashionseg train A ')
    assert result['settings']['n_device'] == 3
    assert sorted(os.listdir(_folder(out))) == [
        'best.safetensors', 'curves.png', 'log', 'result.json']
    subprocess.run([sys.executable, *map(str, _argv(data, tmp_path))], check=True,
                   capture_output=True, timeout=120, cwd=ROOT,
                   env=dict(os.environ, PYTHONPATH=str(ROOT)))
    _same_run(result, _result(tmp_path))
    _same_weights(out, tmp_path, 1e-6)


@pytest.fixture
def stopped(data, tmp_path):
    """A run that a signal to its second process has stopped after its first step."""
    out = tmp_path / 'stopped'
    _, error = run(3, _argv(data, out), status=143, ACCIDENT='1:1:stop')
    assert error.count('stopped at iteration 1; the same command goes on') == 1
    return out


def test_gone_on_with(three, data, stopped, tmp_path):
    _, error = run(3, _argv(data, stopped, '--batch-size', '3'), status=2)
    assert error.count('error:') == error.count('\n') == 1
    assert 'settings.profile.batch_size is 6 there and 3 here' in error
    again = shutil.copytree(stopped, tmp_path / 'again')
    said, _ = run(3, _argv(data, stopped))
    assert said.count('going on from iteration 1 (0.50 epochs)') == 1
    # In the same number of processes: to the last bit.
    result, whole = _result(stopped), _result(three[0])
    assert result['epochs'] == whole['epochs'] and result['losses'] == whole['losses']
    _same_weights(stopped, three[0], 0)
    said, _ = run(2, _argv(data, again))
    assert said.count('going on from iteration 1') == 1
    _same_run(_result(again), whole)
    _same_weights(again, three[0], 1e-6)


def test_failure_of_one_process(data, tmp_path):
    _, error = run(3, _argv(data, tmp_path), status=1, ACCIDENT='2:2:bug')
    assert error.count('ZeroDivisionError: a bug (process 2 of 3, on ') == 1
    assert 'result.json' not in os.listdir(_folder(tmp_path))


def test_bad_option_is_told_once(data, tmp_path):
    _, error = run(3, _argv(data, tmp_path, '--sed', '1'), status=2)
    assert error == 'error: unrecognized arguments: --sed 1; did you mean --seed?\n'


def test_without_mpi4py(data, tmp_path):
    stub = tmp_path / 'stub' / 'mpi4py'
    stub.mkdir(parents=True)
    (stub / '__init__.py').write_text('raise ImportError')
    _, error = run(3, _argv(data, tmp_path / 'out'), status=2,
                   PYTHONPATH=f'{stub.parent}{os.pathsep}{ROOT}')
    assert error.startswith('error: 3 processes were started together and need mpi4py')
    assert error.count('\n') == 1
