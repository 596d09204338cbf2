"""GPUs, and what runs on them."""

import subprocess

from chainer.backends import cuda

from fashionseg.environment.count_gpus import count_gpus
from fashionseg.environment.first_line import first_line

FIELDS = 'index', 'name', 'memory.total', 'memory.free', 'driver_version', \
    'mig.mode.current'
MOST_SECONDS = 10  # that nvidia-smi may take


def find_gpus():
    """Describes the GPUs that the driver knows and what Chainer finds of CUDA.

    Returns:
        dict: ``gpus``: a dict with ``name``, ``memory_bytes``, ``free_bytes``,
        ``mig`` for each; ``driver``, ``cuda_runtime``, ``cudnn``, ``nccl``: a version
        or, in one line, why there is none; ``usable``: GPUs that Chainer can use;
        ``why_none``, '' with one.
    """
    gpus, driver = _ask_driver()
    n_usable, reason = count_gpus()
    return {'gpus': gpus, 'driver': driver, 'usable': n_usable, 'why_none': reason,
            'cuda_runtime': _cuda_runtime(), 'cudnn': _cudnn(), 'nccl': _nccl()}


def _ask_driver():
    command = ['nvidia-smi', '--query-gpu=' + ','.join(FIELDS),
               '--format=csv,noheader,nounits']
    try:
        done = subprocess.run(command, text=True, capture_output=True,
                              timeout=MOST_SECONDS)
    except FileNotFoundError:
        return [], 'none: there is no nvidia-smi, so no NVIDIA driver'
    except (OSError, subprocess.TimeoutExpired) as error:
        return [], f'unknown: nvidia-smi: {first_line(error)}'
    if done.returncode:
        return [], 'none: ' + first_line(done.stdout or done.stderr)
    gpus, driver = [], 'unknown'
    for line in done.stdout.splitlines():
        _, name, total, free, driver, mig = (part.strip() for part in line.split(','))
        gpus.append({'name': name, 'memory_bytes': _mebibytes(total),
                     'free_bytes': _mebibytes(free), 'mig': mig == 'Enabled'})
    return gpus, driver


def _mebibytes(text):
    return int(text) * 2 ** 20 if text.isdecimal() else None


def _cuda_runtime():
    if not cuda.available:
        return 'none: no CuPy'
    version = cuda.cupy.cuda.runtime.runtimeGetVersion()
    return f'{version // 1000}.{version % 1000 // 10}'


def _cudnn():
    if not cuda.available:
        return 'none: no CuPy'
    if cuda.cudnn_enabled:
        version = cuda.libcudnn.getVersion()
        return f'{version // 1000}.{version % 1000 // 100}.{version % 100}'
    if cuda._cupy_major >= 14:
        return "none: CuPy 14 knows none; the kernels aten use PyTorch's own"
    return "none: CuPy 13 finds no libcudnn.so.8; the kernels aten use PyTorch's own"


def _nccl():
    if not cuda.available:
        return 'none: no CuPy'
    try:
        from cupy.cuda import nccl
        if not nccl.available:  # the module is there, the library is not
            raise ImportError('libnccl')
    except ImportError:
        return 'none: CuPy finds no libnccl (nvidia-nccl-cu12 or nvidia-nccl-cu13)'
    version = nccl.get_version()
    # From 2.9 on two digits each.
    unit = 10000 if version >= 20900 else 1000
    return f'{version // unit}.{version % unit // 100}.{version % 100}'
