"""Several processes that share one GPU, and pipes in the place of NCCL.

NCCL refuses two processes on one GPU. All the rest is the real thing: processes
beside CUDA, arrays of CuPy, and Chainer's kernels that gather and scatter gradients.
"""

import types

from chainer.backends import cuda
from chainer.training.updaters import multiprocess_parallel_updater as module
import numpy as np

from tests.training_tests.stand_in_gpus import FLOAT, SUM, Communicator, get_unique_id


class SharedGpu(cuda.GpuDevice):
    """The first GPU; unpickling one installs the pipes."""

    def __init__(self):
        super().__init__(cuda.Device(0))

    def __reduce__(self):
        return _arrive, ()


def _arrive():
    install(setattr)
    return SharedGpu()


def install(set_attribute):
    """Puts pipes in the place of NCCL.

    Args:
        set_attribute (callable): ``setattr`` or that of pytest's monkeypatch.
    """
    set_attribute(module, '_available', True)
    set_attribute(module, 'nccl', types.SimpleNamespace(
        available=True, NCCL_FLOAT=FLOAT, NCCL_SUM=SUM, get_unique_id=get_unique_id,
        NcclCommunicator=_Communicator))


class _Communicator(Communicator):

    @staticmethod
    def read(address, count):
        numbers = np.empty(count, np.float32)
        runtime = cuda.cupy.cuda.runtime
        runtime.memcpy(numbers.ctypes.data, address, numbers.nbytes,
                       runtime.memcpyDeviceToHost)
        return numbers

    @staticmethod
    def write(address, numbers):
        numbers = np.ascontiguousarray(numbers)
        runtime = cuda.cupy.cuda.runtime
        runtime.memcpy(address, numbers.ctypes.data, numbers.nbytes,
                       runtime.memcpyHostToDevice)
