"""Every patch of Chainer itself, by results worked out by hand or with NumPy."""

import sys
import threading
import types
import warnings

import chainer
import chainer.functions as F
from chainer import testing
from chainer.training.updaters import multiprocess_parallel_updater
import numpy
import pytest

from fashionseg.compat import cudnn_warnings


def test_resize_images_forward():
    x = numpy.array([[[[0, 2], [4, 6]]]], 'f')
    y = F.resize_images(x, (3, 3)).array
    # Corners stay, the middle of two neighbours is their mean.
    assert y.tolist() == [[[[0, 1, 2], [2, 3, 4], [4, 5, 6]]]]
    nearest = F.resize_images(x, (4, 4), mode='nearest', align_corners=False).array
    assert nearest[0, 0].tolist() == [
        [0, 0, 2, 2], [0, 0, 2, 2], [4, 4, 6, 6], [4, 4, 6, 6]]


def test_resize_images_backward():
    x = chainer.Variable(numpy.zeros((1, 1, 2, 2), 'f'))
    F.sum(F.resize_images(x, (3, 3))).backward()
    # Each corner gets 1 from itself, 2 * 1/2 from the edges, 1/4 from the centre.
    assert x.grad.tolist() == [[[[2.25, 2.25], [2.25, 2.25]]]]


def test_as_strided_backward():
    x = chainer.Variable(numpy.arange(3, dtype='f'))
    F.sum(F.as_strided(x, (2, 2), (1, 1), 0)).backward()
    # Windows [0, 1] and [1, 2]: the middle element is used twice.
    assert x.grad.tolist() == [1, 2, 1]


@pytest.mark.parametrize('x_needs_grad', [False, True])
def test_deconvolution_2d_backward(x_needs_grad):
    rng = numpy.random.RandomState(0)
    array = rng.randn(2, 3, 3, 4).astype('f')
    x = chainer.Variable(array, requires_grad=x_needs_grad)
    W = chainer.Parameter(rng.randn(3, 2, 2, 2).astype('f'))
    gy = rng.randn(2, 2, 6, 8).astype('f')
    y = F.deconvolution_2d(x, W, stride=2)
    y.grad = gy
    y.backward()
    # y[n, o, 2i + k, 2j + l] = sum over c of x[n, c, i, j] W[c, o, k, l]
    expected = numpy.zeros_like(W.array)
    for k in range(2):
        for n in range(2):
            expected[:, :, k, n] = numpy.einsum(
                'bcij,boij->co', array, gy[:, :, k::2, n::2])
    numpy.testing.assert_allclose(W.grad, expected, rtol=1e-5)
    assert (x.grad is not None) == x_needs_grad


def test_categorical_log_prob():
    p = numpy.array([[0.25, 0.75], [0.5, 0.5]], 'f')
    actual = chainer.distributions.Categorical(p=p).log_prob(numpy.array([1, 0]))
    numpy.testing.assert_allclose(actual.array, numpy.log([0.75, 0.5]), rtol=1e-6)


def test_prefetch_thread_starts_without_a_warning():
    iterators = sys.modules['chainer.iterators.multiprocess_iterator']
    thread = iterators.threading.Thread(target=lambda: None)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        thread.setDaemon(True)
    assert thread.daemon and isinstance(thread, threading.Thread)
    assert iterators.threading.Lock is threading.Lock


def test_requirements_of_chainer_testing():
    @testing.with_requires('numpy>=1.26', 'chainer==7.8.1')
    def met():
        return 'ran'

    @testing.with_requires('numpy<1')
    def too_new():
        return 'ran'

    @testing.with_requires('no-such-package')
    def missing():
        return 'ran'

    assert met() == 'ran'
    assert too_new.__unittest_skip__ and missing.__unittest_skip__


# As much of CuPy as Chainer asks for at import, without cuDNN as in CuPy 14.
CUPY = '''
import sys, warnings
from unittest import mock
class ndarray: pass
for name in ('cupy', 'cupy.cuda', 'cupyx', 'cupyx.scipy.linalg', 'cupyx.scipy.special'):
    sys.modules[name] = mock.MagicMock(__path__=[])
sys.modules['cupyx.scipy'] = mock.MagicMock(__path__=[])
import cupy
cupy.__version__ = '{}'
cupy.ndarray = ndarray
cupy.cuda.Device = cupy.cuda.Event = cupy.cuda.Stream = type('Device', (), {{}})
cupy._util.PerformanceWarning = Warning
sys.modules['cupy._util'] = cupy._util
import fashionseg, chainer
from chainer.backends import cuda
assert cuda.available and not cuda.cudnn_enabled
cuda.check_cuda_available()
'''


@pytest.mark.parametrize('version, warned', [('13.6.0', True), ('14.2.0', False)])
def test_missing_cudnn_is_told_where_it_can_be_mended(run_python, version, warned):
    _, err = run_python(CUPY.format(version))
    assert ('cuDNN is not enabled' in err) == warned


def test_moved_cudnn_module_is_not_told():
    module = types.SimpleNamespace(_cupy_major=13)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        with cudnn_warnings.patch(module):
            warnings.warn('cupy.cudnn is deprecated', DeprecationWarning)
            warnings.warn('something else', DeprecationWarning)
    assert [str(warning.message) for warning in caught] == ['something else']


@pytest.mark.parametrize('version, includes', [
    ('13.6.0', []), ('14.2.0', ['#include <cupy/float16.cuh>'])])
def test_kernels_of_several_gpus_know_float16(monkeypatch, version, includes):
    module = multiprocess_parallel_updater
    monkeypatch.setattr(chainer.backends.cuda, 'elementwise',
                        lambda *args, preamble='', **options: (args[2], preamble))
    monkeypatch.setattr(chainer.backends.cuda, 'cupy',
                        types.SimpleNamespace(__version__=version))
    for operation, preamble in module._memcpy_gather(), module._memcpy_scatter():
        assert 'float16 *' in operation
        assert preamble.splitlines() == includes
