"""Processor, packages, threads and room."""

import importlib.metadata
import os
import shutil
import types

import pytest

from fashionseg.environment import find_packages as packages_module
from fashionseg.environment.find_machine import find_machine
from fashionseg.environment.find_packages import find_packages
from fashionseg.environment.find_processor import find_processor
from fashionseg.environment.find_room import find_room
from fashionseg.environment.find_threads import find_threads


@pytest.mark.parametrize('text, model, features', [
    ('processor\t: 0\nmodel name\t: A Processor @ 2.00GHz\n'
     'flags\t\t: fpu sse2 avx2 avx512f amx_bf16 avx512_bf16 x\n',
     'A Processor @ 2.00GHz', ['avx2', 'avx512f', 'avx512_bf16', 'amx_bf16']),
    ('processor\t: 0\nFeatures\t: fp asimd sve\n', None, ['asimd', 'sve']),
    ('', None, [])])
def test_processor(tmp_path, text, model, features):
    path = tmp_path / 'cpuinfo'
    path.write_text(text)
    found = find_processor(str(path))
    assert found[1] == features
    assert found[0] == model if model else found[0]


def test_processor_of_other_systems(tmp_path):
    name, features = find_processor(str(tmp_path / 'none'))
    assert name and features == []


def test_machine_is_this_one(monkeypatch):
    monkeypatch.setattr(os, 'sched_getaffinity', lambda pid: {0, 5, 7})
    found = find_machine()
    assert found['usable_cores'] == 3
    assert 10 ** 8 < found['memory_bytes'] < 10 ** 14


def test_packages_of_every_extra(monkeypatch):
    versions = {'numpy': '2.1.0', 'cupy-cuda13x': '14.2.0'}

    def version(name):
        if name not in versions:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(packages_module.importlib, 'metadata', types.SimpleNamespace(
        version=version,
        PackageNotFoundError=importlib.metadata.PackageNotFoundError,
        requires=lambda name: [
            'numpy<2.6,>=1.26', 'six>=1.16', 'cupy-cuda12x==13.6.0; extra == "cuda12"',
            'cupy-cuda13x[ctk]==14.2.0; extra == "cuda13"',
            'numpy>=2.0; extra == "cuda13"',
            "torch==2.13.0 ; python_version < '3.14' and extra == 'fast'"]))
    assert find_packages() == {
        'numpy': '2.1.0', 'six': 'not installed',
        'cupy-cuda12x': 'not installed (extra cuda12)', 'cupy-cuda13x': '14.2.0',
        'torch': 'not installed (extra fast)'}


def test_all_of_setup_py_is_asked_for():
    found = find_packages()
    assert found['chainer'] == '7.8.1' and found['numpy'] == importlib.metadata.version(
        'numpy')
    assert {'torch', 'openvino', 'pytest'} <= set(found)


def test_source_that_is_not_installed(monkeypatch):
    def requires(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(packages_module.importlib.metadata, 'requires', requires)
    assert find_packages() == {}


def test_threads(monkeypatch):
    monkeypatch.setenv('OMP_NUM_THREADS', '3')
    monkeypatch.delenv('OPENBLAS_CORETYPE', raising=False)
    found = find_threads()
    assert found['run_threads'] == 3
    assert found['variables']['OMP_NUM_THREADS'] == '3'
    assert 'OPENBLAS_CORETYPE' not in found['variables']
    assert 'openblas' in found['blas'] and found['core_type'] != 'unknown'
    assert found['blas_threads'] >= 1


def test_threads_of_the_right_library(monkeypatch):
    def pools():
        return [
            {'user_api': 'openmp', 'filepath': '/x/numpy/libgomp.so'},
            {'user_api': 'blas', 'internal_api': 'mkl', 'version': '1',
             'num_threads': 8, 'filepath': '/x/torch/libmkl.so'},
            {'user_api': 'blas', 'internal_api': 'openblas', 'version': '0.3.30',
             'num_threads': 2, 'architecture': 'Haswell',
             'filepath': '/x/numpy.libs/libscipy_openblas64_.so'}]

    monkeypatch.setattr('threadpoolctl.threadpool_info', pools)
    found = find_threads()
    assert (found['blas'], found['core_type'], found['blas_threads']) == (
        'openblas 0.3.30', 'Haswell', 2)


def test_room_of_folders_that_are_not_there_yet(tmp_path, monkeypatch):
    asked = []

    def disk_usage(path):
        asked.append(path)
        return types.SimpleNamespace(free=7)

    monkeypatch.setattr(shutil, 'disk_usage', disk_usage)
    folder = str(tmp_path / 'a' / 'b')
    assert find_room({'results': folder}) == {
        'results': {'folder': folder, 'free_bytes': 7}}
    assert asked == [str(tmp_path)]
