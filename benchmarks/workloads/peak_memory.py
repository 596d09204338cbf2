"""How much memory a contender has needed so far."""

import pathlib
import resource
import sys


def peak_memory(gpu_library=None):
    """Bytes, the most that this process had at once.

    Args:
        gpu_library (str): 'torch' or 'chainer' for the memory of the GPU in use,
            which neither gives back while the process lives; None for the main
            memory.
    """
    if gpu_library == 'torch':
        import torch
        free, total = torch.cuda.mem_get_info()
        return total - free
    if gpu_library:
        import cupy
        free, total = cupy.cuda.runtime.memGetInfo()
        return total - free
    try:
        # ru_maxrss begins with what the parent had when it started this process.
        lines = pathlib.Path('/proc/self/status').read_text().splitlines()
    except OSError:
        unit = 1 if sys.platform == 'darwin' else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return next(int(line.split()[1]) * 1024 for line in lines
                if line.startswith('VmHWM'))
