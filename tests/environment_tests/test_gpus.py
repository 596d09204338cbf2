"""What is said of GPUs, with a driver and a CuPy that are not there."""

import sys
import types

from chainer.backends import cuda
import pytest

from fashionseg.environment import count_gpus
from fashionseg.environment.find_gpus import find_gpus

TWO = ('0, NVIDIA H100 80GB HBM3, 81559, 81000, 550.54.15, Disabled\n'
       '1, NVIDIA A30, 24576, [N/A], 550.54.15, Enabled\n')


@pytest.fixture
def smi(tmp_path, monkeypatch):
    """Puts a script in the place of nvidia-smi; without a call there is none."""
    monkeypatch.setenv('PATH', str(tmp_path))

    def write(text, status=0):
        script = tmp_path / 'nvidia-smi'
        script.write_text('#!/bin/sh\n'
                          f"printf '%s' '{text}'\nprintf '%s' \"$*\" >&2\n"
                          f'exit {status}\n')
        script.chmod(0o755)

    return write


class CudaError(Exception):
    pass


def _cupy(monkeypatch, major=14, cudnn=None, nccl=None, count=2):
    """Chainer's module as it is where CuPy is."""
    def get_device_count():
        if isinstance(count, str):
            raise CudaError(count)
        return count

    runtime = types.SimpleNamespace(
        getDeviceCount=get_device_count, CUDARuntimeError=CudaError,
        runtimeGetVersion=lambda: 12090)
    cupy = types.ModuleType('cupy')
    cupy.cuda = types.ModuleType('cupy.cuda')
    cupy.cuda.runtime = runtime
    cupy.cuda.nccl = types.SimpleNamespace(
        available=nccl is not None, get_version=lambda: nccl)
    monkeypatch.setitem(sys.modules, 'cupy', cupy)
    monkeypatch.setitem(sys.modules, 'cupy.cuda', cupy.cuda)
    for name, value in {
            'available': True, 'cupy': cupy, '_cupy_major': major,
            'cudnn_enabled': cudnn is not None,
            'libcudnn': types.SimpleNamespace(getVersion=lambda: cudnn)}.items():
        monkeypatch.setattr(cuda, name, value, raising=False)


def test_two_gpus(smi, monkeypatch):
    smi(TWO)
    _cupy(monkeypatch, major=13, cudnn=8907, nccl=21805)
    assert find_gpus() == {
        'gpus': [
            {'name': 'NVIDIA H100 80GB HBM3', 'memory_bytes': 81559 * 2 ** 20,
             'free_bytes': 81000 * 2 ** 20, 'mig': False},
            {'name': 'NVIDIA A30', 'memory_bytes': 24576 * 2 ** 20,
             'free_bytes': None, 'mig': True}],
        'driver': '550.54.15', 'usable': 2, 'why_none': '', 'cuda_runtime': '12.9',
        'cudnn': '8.9.7', 'nccl': '2.18.5'}


@pytest.mark.parametrize('version, text', [
    (2708, '2.7.8'), (20905, '2.9.5'), (23200, '2.32.0')])
def test_version_of_nccl(smi, monkeypatch, version, text):
    _cupy(monkeypatch, nccl=version)
    assert find_gpus()['nccl'] == text


def test_cupy_without_gpu_and_libraries(smi, monkeypatch):
    _cupy(monkeypatch, count='cudaErrorInsufficientDriver: CUDA driver version is '
          'insufficient\nfor this')
    found = find_gpus()
    assert found['gpus'] == [] and found['usable'] == 0
    assert found['driver'].startswith('none: there is no nvidia-smi')
    assert found['why_none'] == (
        'CUDA finds no GPU: cudaErrorInsufficientDriver: CUDA driver version is '
        'insufficient')
    assert found['cudnn'].startswith('none: CuPy 14 knows none')
    assert found['nccl'].startswith('none: CuPy finds no libnccl')


@pytest.mark.parametrize('major, words', [
    (13, 'none: CuPy 13 finds no libcudnn.so.8'),
    (14, 'none: CuPy 14 knows none')])
def test_no_cudnn(smi, monkeypatch, major, words):
    _cupy(monkeypatch, major)
    assert find_gpus()['cudnn'].startswith(words)


def test_driver_that_fails(smi, monkeypatch):
    smi("NVIDIA-SMI has failed because it couldn t communicate with the NVIDIA driver."
        '\nMake sure', status=9)
    found = find_gpus()
    assert found['gpus'] == []
    assert found['driver'] == ('none: NVIDIA-SMI has failed because it couldn t '
                               'communicate with the NVIDIA driver.')


def test_driver_that_does_not_answer(smi, tmp_path, monkeypatch):
    smi('')
    (tmp_path / 'nvidia-smi').write_text('#!/bin/sh\nwhile :; do :; done\n')
    monkeypatch.setattr(sys.modules[find_gpus.__module__], 'MOST_SECONDS', .1)
    found = find_gpus()
    assert found['gpus'] == []
    assert found['driver'].startswith('unknown: nvidia-smi: ')


@pytest.mark.parametrize('error, words', [
    (ModuleNotFoundError("No module named 'cupy'", name='cupy'),
     'CuPy is not installed'),
    (ImportError('\n====\nCuPy failed to load libnvrtc.so.12\n  more'),
     'CuPy cannot be imported: CuPy failed to load libnvrtc.so.12'),
    (ImportError(), 'CuPy cannot be imported: ImportError')])
def test_why_there_is_no_cupy(monkeypatch, error, words):
    monkeypatch.setattr(cuda, 'available', False)
    monkeypatch.setattr(cuda, '_resolution_error', error)
    count, reason = count_gpus()
    assert count == 0 and reason.startswith(words) and '\n' not in reason


def test_no_device(monkeypatch):
    _cupy(monkeypatch, count=0)
    assert count_gpus() == (0, 'CUDA finds no GPU')
