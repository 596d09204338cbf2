"""What the times were taken on."""

import importlib.metadata
import os
import pathlib
import platform

import numpy as np

LIBRARIES = ('chainer', 'chainercv', 'numpy', 'torch', 'onnx', 'onnxruntime',
             'openvino', 'albumentations')
# Each changes which kernels a library picks.
VARIABLES = 'OPENBLAS_CORETYPE', 'ONEDNN_MAX_CPU_ISA', 'ATEN_CPU_CAPABILITY'


def find_machine(n_thread):
    """Describes this machine.

    Args:
        n_thread (int): Threads of every contender.

    Returns:
        dict: Name -> text: processor, cores, memory, system, versions, threads.
    """
    blas = np.show_config('dicts')['Build Dependencies']['blas']
    machine = {
        'processor': _processor(),
        'cores': str(os.cpu_count()),
        'memory': _memory(),
        'system': platform.platform(),
        'threads of each contender': str(n_thread),
        'Python': platform.python_version(),
        "NumPy's BLAS": f"{blas['name']} {blas['version']}"}
    for name in LIBRARIES:
        try:
            machine[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            machine[name] = 'not installed'
    return {**machine, **{name: os.environ[name] for name in VARIABLES
                          if name in os.environ}}


def _processor():
    model = platform.processor() or platform.machine()
    features = []
    try:
        lines = pathlib.Path('/proc/cpuinfo').read_text().splitlines()
    except OSError:
        lines = []
    for line in lines:
        key, _, value = (part.strip() for part in line.partition(':'))
        if key == 'model name':
            model = value
        elif key == 'flags':
            features = [f for f in ('avx2', 'avx512f', 'avx512_bf16', 'amx_bf16')
                        if f in value.split()]
    return ', '.join([model, *features])


def _memory():
    try:
        size = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES')
    except (AttributeError, OSError, ValueError):
        return 'unknown'
    return f'{size / 2 ** 30:.1f} GiB'
