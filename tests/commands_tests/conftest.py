"""A tiny prepared data set and a profile that trains on it in a moment."""

import functools
import shutil
import types

import pytest

from fashionseg.commands import measure_times, pending_runs, reproduce, train
from fashionseg.commands.prepare import prepare
from fashionseg.configurations import PROFILES

SHORT = ('H', 'unet')


@pytest.fixture(scope='session')
def prepared(tmp_path_factory):
    """Folder with generated-quick: 4 photos for training, 2 for evaluation."""
    folder = tmp_path_factory.mktemp('prepared')
    prepare('generated', str(folder / 'generated-quick'), n_train=4, n_eval=2)
    return folder


@pytest.fixture
def data(prepared, tmp_path):
    """A copy of it that a test may damage."""
    return shutil.copytree(prepared, tmp_path / 'data')


@pytest.fixture
def tiny(monkeypatch):
    """The quick profile in two epochs of two steps; two configurations in all.

    The engines, which would stay for the tests of other rooms, are left out; what
    was asked for is told by the list that is returned.
    """
    monkeypatch.setitem(PROFILES, 'quick', PROFILES['quick']._replace(
        width=1 / 32, n_epoch=2, batch_size=2, n_run=1, n_train=4, n_eval=2,
        n_worker=0))
    for module in (measure_times, pending_runs, reproduce):
        monkeypatch.setattr(module, 'CONFIGURATIONS', SHORT)
    installed = []
    for module in (train, reproduce):
        monkeypatch.setattr(
            module, 'use_engine', lambda *args: installed.append(args) or 'kernels')
    monkeypatch.setattr(reproduce, 'measure_times', functools.partial(
        measure_times.measure_times, n_round=1))
    return installed


@pytest.fixture
def full_disk(monkeypatch):
    monkeypatch.setattr(
        shutil, 'disk_usage', lambda path: types.SimpleNamespace(free=1000))
