"""ChainerMN's patches, with a stand-in for mpi4py: MPI need not be installed."""

import numpy
import pytest

from fashionseg.compat import multi_node_iterator
from fashionseg.compat import unpack_params


MPI = '''
FLOAT = IN_PLACE = ANY_TAG = COMM_WORLD = None
_typedict = dict.fromkeys('ilfd')
'''

MEAN = '''
import fashionseg, numpy, types
from chainermn.communicators.mpi_communicator_base import MpiCommunicatorBase
def Allreduce(sent, received):
    assert received.flags.c_contiguous
    if sent is not None:
        received[...] = sent
    received += 2  # the other process holds 2 everywhere
mpi_comm = types.SimpleNamespace(size=2, Allreduce=Allreduce)
comm = types.SimpleNamespace(mpi_comm=mpi_comm)
for order in 'CF':
    for dtype in 'fe':
        grad = numpy.array([[0, 2, 4], [6, 8, 10]], dtype, order=order)
        same = grad
        MpiCommunicatorBase._multi_node_mean(comm, None, grad)
        assert same.tolist() == [[1, 2, 3], [4, 5, 6]], (order, dtype, same)
        assert grad.flags.f_contiguous == (order == 'F')
'''


def test_multi_node_mean_of_any_memory_order(run_python):
    run_python(MEAN, files={'mpi4py/__init__.py': '', 'mpi4py/MPI.py': MPI})


NO_LIBRARY = '''
def _dlopen_libmpi(libmpi=None):
    raise RuntimeError('cannot load MPI library\\nlibmpi.so: no such file')
'''


def test_the_patches_are_in_place(run_python):
    run_python('''
import fashionseg
from chainermn.communicators import _memory_utility
from chainermn.iterators import multi_node_iterator
from fashionseg.compat.unpack_params import _unpack_params
assert _memory_utility.unpack_params is _unpack_params
assert multi_node_iterator.int([5]) == 5
''', files={'mpi4py/__init__.py': '', 'mpi4py/MPI.py': MPI})


def test_mpi4py_without_an_mpi_library(run_python):
    out, _ = run_python('''
import fashionseg, chainermn
try:
    chainermn.create_communicator('naive')
except ImportError as error:
    print(error)
''', files={'mpi4py/__init__.py': '', 'mpi4py/_mpiabi.py': NO_LIBRARY,
            'mpi4py/MPI.py': 'from mpi4py import _mpiabi; _mpiabi._dlopen_libmpi()'})
    assert out.startswith('mpi4py finds no MPI library: install one')


@pytest.mark.parametrize('value, expected', [
    (numpy.array([20.0], 'f'), 20), (True, 1), (numpy.float32(3), 3), (7, 7)])
def test_multi_node_iterator_reads_arrays_of_one_element(value, expected):
    actual = multi_node_iterator._int(value)
    assert actual == expected and type(actual) is int


class Buffer:
    """A received buffer of NumPy, in place of memory of a GPU."""

    def __init__(self, array):
        self.bytes = array.tobytes()

    def to_device(self, target, n_byte, offset, stream):
        part = self.bytes[offset:offset + n_byte]
        target[...] = numpy.frombuffer(part, target.dtype).reshape(target.shape)


class Parameter:
    xp = numpy

    def __init__(self, dtype, grad):
        self.data = numpy.zeros((1, 2), dtype)
        self.grad = numpy.zeros((1, 2), dtype) if grad else None


def test_unpack_params_of_mixed_types():
    params = [Parameter('e', True), Parameter('f', True), Parameter('e', False)]
    arrays = [param.grad for param in params[:2]]
    buffer = Buffer(numpy.arange(6, dtype='f'))
    unpack_params._unpack_params(params, 'grad', buffer, numpy.float32, True)
    assert [param.grad.tolist() for param in params] == [[[0, 1]], [[2, 3]], [[4, 5]]]
    assert [param.grad.dtype.char for param in params] == ['e', 'f', 'e']
    # Written in place: the optimizer holds on to these arrays.
    assert all(param.grad is array for param, array in zip(params, arrays))
