"""What the times were taken on."""

import importlib.metadata

from fashionseg.environment import short_environment

LIBRARIES = ('chainer', 'chainercv', 'numpy', 'torch', 'onnx', 'onnxruntime',
             'openvino', 'albumentations')


def find_machine(n_thread):
    """Describes this machine.

    Args:
        n_thread (int): Threads of every contender.

    Returns:
        dict: Name -> text: processor, cores, memory, system, versions, threads, GPUs
        and the environment variables that say which kernels a library picks.
    """
    short = short_environment()
    machine = {
        'processor': ', '.join([short['processor'], *short['instructions']]),
        'cores': str(short['usable_cores']),
        'memory': f"{(short['memory_bytes'] or 0) / 2 ** 30:.1f} GiB",
        'system': short['system'],
        'threads of each contender': str(n_thread),
        'Python': short['python'],
        "NumPy's BLAS": f"{short['blas']}, {short['core_type']}"}
    for name in LIBRARIES:
        try:
            machine[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            machine[name] = 'not installed'
    if short['gpus']:
        machine['GPUs'] = ', '.join(short['gpus'])
        machine['driver'] = f"{short['driver']}, CUDA {short['cuda_runtime']}"
    return {**machine, **short['variables']}
