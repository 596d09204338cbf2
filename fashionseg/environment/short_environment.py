"""What a result says about where it was made."""

from fashionseg.environment.find_gpus import find_gpus
from fashionseg.environment.find_machine import find_machine
from fashionseg.environment.find_packages import find_packages
from fashionseg.environment.find_threads import find_threads

MACHINE = ('system', 'python', 'processor', 'instructions', 'usable_cores',
           'memory_bytes')
# These compute; the others read, draw and write.
PACKAGES = ('chainer', 'numpy', 'opencv-python-headless', 'torch', 'onnxruntime',
            'openvino', 'cupy-cuda12x', 'cupy-cuda13x')


def short_environment():
    """What can change the numbers or the times of a run, for its result file.

    Returns:
        dict: ``system``, ``python``, ``processor``, ``blas``, ``core_type`` (str),
        ``instructions`` (list of str), ``usable_cores``, ``memory_bytes`` (int),
        ``variables``: environment variables that say how many threads or which kernels
        a library takes, ``packages``: name -> version of those of ``PACKAGES`` that
        are installed, ``gpus`` (list of names) and, with one, ``driver`` and
        ``cuda_runtime``.
    """
    machine, threads, gpus = find_machine(), find_threads(), find_gpus()
    short = {name: machine[name] for name in MACHINE}
    short.update({name: threads[name] for name in ('blas', 'core_type', 'variables')})
    versions = find_packages()
    short['packages'] = {
        name: versions[name] for name in PACKAGES
        if versions.get(name, 'not').split()[0] != 'not'}
    short['gpus'] = [gpu['name'] for gpu in gpus['gpus']]
    if short['gpus']:
        short.update({name: gpus[name] for name in ('driver', 'cuda_runtime')})
    return short
