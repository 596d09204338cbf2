"""Processes in the place of GPUs, and pipes in the place of NCCL.

A stand-in for what Chainer's updater takes from CuPy and NCCL to train on several GPUs,
and for nothing else: its own classes and ours run in real processes, on arrays of
NumPy. Like NCCL, a communicator waits for ever for a device that is gone, in a call
that no signal interrupts, and it reads and writes memory by its address.
"""

import contextlib
import ctypes
import multiprocessing.connection
import time
import types
import uuid

import chainer
from chainer.training.updaters import multiprocess_parallel_updater as module
import numpy as np

FLOAT, DOUBLE, SUM = 7, 8, 0  # what NCCL calls them
DTYPES = {FLOAT: np.dtype(np.float32), DOUBLE: np.dtype(np.float64)}
_ID_SIZE = 128


class DriverError(Exception):
    pass


class StandInDevice(chainer.backend.CpuDevice):
    """A process that computes as a GPU would; unpickling one installs the stand-in."""

    def __init__(self, number):
        self.name = f'@stand-in:{number}'
        self.number = number
        self.device = types.SimpleNamespace(synchronize=lambda: None)

    def __reduce__(self):
        return _arrive, (self.number,)


def _arrive(number):
    install(setattr)
    return StandInDevice(number)


def install(set_attribute):
    """Puts the stand-in in the place of CuPy and NCCL.

    Args:
        set_attribute (callable): ``setattr`` or that of pytest's monkeypatch.
    """
    def no_context():
        raise DriverError

    driver = types.SimpleNamespace(
        ctxGetCurrent=no_context, CUDADriverError=DriverError)
    names = {
        '_available': True,
        'nccl': types.SimpleNamespace(
            available=True, NCCL_FLOAT=FLOAT, NCCL_DOUBLE=DOUBLE, NCCL_SUM=SUM,
            get_unique_id=get_unique_id, NcclCommunicator=Communicator),
        'cuda': types.SimpleNamespace(
            Stream=types.SimpleNamespace(null=types.SimpleNamespace(ptr=0)),
            cupy=types.SimpleNamespace(cuda=types.SimpleNamespace(driver=driver))),
        'gather_grads': lambda link: _gather(link, 'grad'),
        'gather_params': lambda link: _gather(link, 'array'),
        'scatter_grads': lambda link, gathered: _scatter(link, gathered, 'grad'),
        'scatter_params': lambda link, gathered: _scatter(link, gathered, 'array')}
    for name, value in names.items():
        set_attribute(module, name, value)


class _Gathered:
    """What Chainer's kernel makes: all arrays of a link in one, with an address."""

    def __init__(self, numbers):
        self.numbers, self.size, self.dtype = numbers, numbers.size, numbers.dtype
        self.data = types.SimpleNamespace(ptr=numbers.ctypes.data)


def _memory(address, size, dtype):
    n_byte = size * dtype.itemsize
    return np.frombuffer((ctypes.c_char * n_byte).from_address(address), dtype)


def _arrays(link, name):
    """As the kernel finds them: by their addresses, whatever their strides are."""
    for _, param in sorted(link.namedparams()):
        array = getattr(param, name)
        if array is None:
            array = np.zeros(param.shape, param.dtype)
            setattr(param, name, array)
        assert array.dtype in DTYPES.values()
        yield _memory(array.ctypes.data, array.size, array.dtype)


def _gather(link, name):
    return _Gathered(np.concatenate(list(_arrays(link, name))))


def _scatter(link, gathered, name):
    first = 0
    for numbers in _arrays(link, name):
        numbers[...] = gathered.numbers[first:first + numbers.size]
        first += numbers.size
    assert first == gathered.size


def get_unique_id():
    name = uuid.uuid4().hex.encode()
    return tuple(name.ljust(_ID_SIZE, b'\0'))


class Communicator:
    """NCCL's, with the calls that Chainer's updater makes; rank 0 is in the middle."""

    def __init__(self, n_device, comm_id, rank):
        assert len(comm_id) == _ID_SIZE
        # Linux keeps such a name itself: no file is left behind.
        address = '\0' + bytes(comm_id).rstrip(b'\0').decode()
        self._others = {}
        if rank == 0:
            with multiprocessing.connection.Listener(address, 'AF_UNIX') as listener:
                while len(self._others) < n_device - 1:
                    other = listener.accept()
                    self._others[other.recv()] = other
            return
        while not self._others:
            try:
                self._others[0] = multiprocessing.connection.Client(address, 'AF_UNIX')
                self._others[0].send(rank)
            except ConnectionRefusedError:
                time.sleep(.01)

    def reduce(self, source, target, count, dtype, operation, root, stream):
        assert (operation, root) == (SUM, 0)
        numbers = _memory(source, count, DTYPES[dtype])
        if 0 in self._others:
            with _for_ever():
                self._others[0].send_bytes(numbers)
            return
        for rank in sorted(self._others):
            with _for_ever():
                others = self._others[rank].recv_bytes()
            numbers = numbers + np.frombuffer(others, DTYPES[dtype])
        _memory(target, count, DTYPES[dtype])[...] = numbers

    def bcast(self, address, count, dtype, root, stream):
        assert root == 0
        numbers = _memory(address, count, DTYPES[dtype])
        if 0 in self._others:
            with _for_ever():
                numbers[...] = np.frombuffer(
                    self._others[0].recv_bytes(), DTYPES[dtype])
            return
        for rank in sorted(self._others):
            with _for_ever():
                self._others[rank].send_bytes(numbers)


@contextlib.contextmanager
def _for_ever():
    try:
        yield
    except (EOFError, OSError):
        wait_for_ever()


def wait_for_ever():
    """A call of C's that does not return, whatever signals arrive."""
    lock = ctypes.create_string_buffer(64)
    ctypes.CDLL(None).pthread_mutex_lock(lock)
    ctypes.CDLL(None).pthread_mutex_lock(lock)
