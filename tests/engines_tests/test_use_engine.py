"""The one entry: names, threads, precision, what it says and what it refuses."""

import sys

import numpy as np
import pytest
import threadpoolctl

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
from chainer.functions.connection import convolution_2d

from fashionseg.engines import auto_engine, current_engine, use_engine
from fashionseg.engines.current_engine import set_current_engine
from fashionseg.engines.engine import Engine
from fashionseg.errors import UserError
from tests.engines_tests.each_engine import using


@pytest.fixture(autouse=True)
def threads():
    """Threads and engine as they were."""
    engine = current_engine()
    with threadpoolctl.threadpool_limits():
        yield
    use_engine(engine.name, 1)
    set_current_engine(engine)


@pytest.fixture
def no_torch(monkeypatch):
    for name in list(sys.modules):
        if name.split('.')[0] == 'torch' or 'aten_kernels' in name:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, 'torch', None)
    monkeypatch.setattr(auto_engine.importlib.util, 'find_spec', lambda name: None)


@pytest.mark.parametrize('name', ['chainer', 'numpy', 'aten'])
def test_by_name(name):
    if name == 'aten':
        pytest.importorskip('torch', reason='PyTorch is not installed')
    line = use_engine(name, 1)
    assert current_engine().name == name
    assert line.startswith(f'kernels: {name}') and line.endswith('1 thread, float32')
    assert current_engine().record() == {
        'kernels': name, 'precision': 'float32', 'tf32': False, 'threads': 1}


def test_auto_without_torch(no_torch):
    assert use_engine(n_thread=2).startswith('kernels: numpy, 2 threads')


def test_auto_with_torch():
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    assert torch.__version__ in use_engine()
    assert current_engine().name == 'aten'


@pytest.mark.parametrize('options, words', [
    ({'name': 'aten'}, "pip install 'fashionseg[fast]'"),
    ({'precision': 'bfloat16'}, "pip install 'fashionseg[fast]'"),
    ({'precision': 'float16'}, '--kernels aten'),
    ({'tf32': True}, '--kernels aten')])
def test_what_needs_torch(no_torch, options, words):
    before = current_engine()
    with pytest.raises(UserError) as error:
        use_engine(**options)
    assert words in str(error.value) and '\n' not in str(error.value)
    assert current_engine() is before


def test_processor_without_bfloat16(monkeypatch):
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    for name in ('_is_avx512_bf16_supported', '_is_amx_tile_supported'):
        monkeypatch.setattr(torch.cpu, name, lambda: False)
    monkeypatch.setattr(torch.cuda, 'is_available', lambda: False)
    with pytest.raises(UserError, match='--precision float32'):
        use_engine('aten', precision='bfloat16')


def test_tf32_is_said_and_set():
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    assert use_engine('aten', 1, tf32=True).endswith('TF32 allowed')
    assert torch.backends.cudnn.allow_tf32
    use_engine('aten', 1)
    assert not torch.backends.cudnn.allow_tf32


@pytest.mark.parametrize('told, expected', [
    ('3', 3), ('', 5), ('0', 5), ('many', 5)])
def test_threads_by_default(monkeypatch, told, expected):
    monkeypatch.setenv('OMP_NUM_THREADS', told)
    monkeypatch.setattr('fashionseg.engines.default_threads.count_cores', lambda: 5)
    assert f'{expected} threads' in use_engine('chainer')
    assert {pool['num_threads'] for pool in threadpoolctl.threadpool_info()
            if pool['user_api'] == 'blas'} == {expected}


def test_blas_keeps_one_thread_beside_threads_of_our_own():
    use_engine('numpy', 2)
    assert {pool['num_threads'] for pool in threadpoolctl.threadpool_info()
            if pool['user_api'] == 'blas'} == {1}


def test_threads_of_torch():
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    for n_thread in (2, 1):
        use_engine('aten', n_thread)
        assert torch.get_num_threads() == n_thread


class _Counting(Engine):
    """Does nothing but note who asks."""

    def __init__(self):
        self.asked = []

    def convolve(self, *args):
        self.asked.append('convolve')
        return NotImplemented

    def convolve_backward(self, *args):
        self.asked.append('backward')
        return NotImplemented


def test_doors_open_once_and_ask_the_engine_of_the_moment():
    use_engine('chainer')
    method = convolution_2d.Convolution2DFunction.forward_cpu
    use_engine('numpy')
    assert convolution_2d.Convolution2DFunction.forward_cpu is method
    engine = _Counting()
    set_current_engine(engine)
    x = np.ones((1, 1, 3, 3), np.float32)
    y = F.convolution_2d(chainer.Variable(x), chainer.Variable(x))
    y.grad = np.ones((1, 1, 1, 1), np.float32)
    y.backward()
    assert y.array == 9 and engine.asked == ['convolve', 'backward']
    use_engine('chainer')
    F.convolution_2d(x, x)
    assert engine.asked == ['convolve', 'backward']


def test_hooks_see_the_gradients_as_chainers_nodes():
    x = np.ones((1, 1, 3, 3), np.float32)
    with using('numpy'), chainer.function_hooks.TimerHook() as hook:
        y = F.convolution_2d(chainer.Variable(x), chainer.Parameter(x))
        y.grad = np.ones((1, 1, 1, 1), np.float32)
        y.backward()
    assert {'Convolution2DFunction', 'Convolution2DGradW',
            'Deconvolution2DFunction'} <= set(hook.summary())


@pytest.mark.parametrize('precision', ['bfloat16', 'float16'])
def test_half_precision_keeps_single_precision_arrays(precision):
    """Rounded to 8 or 11 bits, products of small whole numbers are exact."""
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    if precision == 'bfloat16' and not torch.cpu._is_avx512_bf16_supported():
        pytest.skip('this processor has no bfloat16')
    state = np.random.RandomState(0)
    x, w = (state.randint(-3, 4, shape).astype(np.float32)
            for shape in ((2, 3, 6, 5), (4, 3, 3, 3)))
    found = []
    for name, options in (('chainer', {}), ('aten', {'precision': precision})):
        with using(name, **options):
            variables = chainer.Variable(x), chainer.Variable(w)
            y = F.convolution_2d(*variables, pad=1)
            y.grad = np.ones(y.shape, np.float32)
            y.backward()
            found.append([y.array] + [v.grad for v in variables])
    for theirs, ours in zip(*found):
        assert ours.dtype == np.float32
        np.testing.assert_array_equal(ours, theirs)
    with using('aten', precision=precision):
        third = F.convolution_2d(
            np.full((1, 1, 1, 1), 1 / 3, 'f'), np.ones((1, 1, 1, 1), 'f')).array
    n_bit = {'bfloat16': 8, 'float16': 11}[precision]
    assert 0 < abs(third - 1 / 3) < 2. ** -n_bit
