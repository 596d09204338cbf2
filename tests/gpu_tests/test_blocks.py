"""Every block of the network, forward and backward, against Chainer on the CPU."""

import functools

import chainer
import numpy as np
import pytest

from fashionseg.functions.convolution_chain import convolution_chain
from fashionseg.functions.doubled import Doubled
from fashionseg.links import FashionSegNet
from fashionseg.table_2 import TABLE_2
from tests.functions_tests.chains import CHAINS, arrays
from tests.gpu_tests.places import GPU_PLACES, assert_close, compute, on_gpus

BLOCKS = [name for name in TABLE_2 if name[0] != 'P' and name != 'L5']


def _side(name):
    """Side of what a block reads."""
    letter, level = name[0], name[1:]
    if letter in 'BL':
        return TABLE_2[name].size
    if letter in 'CD':
        return TABLE_2['E' + level].size
    before = 'A' if level in ('', '0') else f'E{int(level) - 1}'
    return TABLE_2[before].size


def _arrays(value):
    """Variables of what a block returns."""
    if isinstance(value, tuple):
        return [one for part in value for one in _arrays(part)]
    return [value.whole() if isinstance(value, Doubled) else value]


def run(name, dtype, device):
    device = chainer.get_device(device)
    device.use()
    np.random.seed(0)
    with chainer.using_config('dtype', np.dtype(dtype)):
        block = FashionSegNet(width=1 / 16)[name.lower()]
    random = np.random.RandomState(1)
    x = random.randn(2, block[0].W.shape[1], _side(name), _side(name)).astype(dtype)
    block.to_device(device)
    x = chainer.Variable(device.send(x))
    return _with_gradients(_arrays(block(x)), random, device, {
        'x': x, **dict(block.namedparams())})


def run_chain(name, dtype, device):
    """Joined and doubled maps, which blocks D and L read."""
    device = chainer.get_device(device)
    device.use()
    parts, layers, last_relu = CHAINS[name]
    variables = [chainer.Variable(device.send(array)) for array in arrays(name, dtype)]
    maps = [Doubled(one) if doubled else one
            for one, (_, _, doubled) in zip(variables, parts)]
    weights = variables[len(parts):]
    y = convolution_chain(maps, [
        (w, b, 2 * layer[2:3], 2 * layer[3:]) for w, b, layer in zip(
            weights[::2], weights[1::2], layers)], last_relu)
    return _with_gradients([y], np.random.RandomState(1), device, {
        str(k): one for k, one in enumerate(variables)})


def _with_gradients(results, random, device, variables):
    total = 0
    found = {}
    for k, y in enumerate(results):
        found[f'result {k}'] = y.array
        gy = device.send(random.randn(*y.shape).astype(y.dtype))
        total += chainer.functions.sum(y * gy)
    for variable in variables.values():
        variable.cleargrad()
    total.backward()
    found.update({f'gradient of {key}': one.grad for key, one in variables.items()})
    return {key: chainer.get_device('@numpy').send(array)
            for key, array in found.items()}


@functools.lru_cache(maxsize=None)
def expected(function, name, dtype):
    return compute(function, name, dtype, device='@numpy', engine='chainer')


CASES = [(run, name) for name in BLOCKS] + [(run_chain, name) for name in CHAINS]
# The rooms of the networks and of the engines have the large maps on a CPU.
SMALL = [case for case in CASES if case[0] is run_chain or _side(case[1]) <= 28]


# A rounding may move a number over the kink of a ReLU in single precision.
@pytest.mark.parametrize('dtype, tolerance', [('d', 1e-10), ('f', 1e-3)])
@pytest.mark.parametrize('function, name, device, engine', [
    *(pytest.param(*case, '@numpy', engine, id=f'{case[1]}-cpu-{engine}')
      for case in SMALL for engine in ('numpy', 'aten')),
    *(pytest.param(*case, *place.values, id=f'{case[1]}-{place.id}', marks=place.marks)
      for case in CASES for place in GPU_PLACES)])
def test_block(device, engine, function, name, dtype, tolerance):
    found = compute(function, name, dtype, device=device, engine=engine)
    assert len(found) >= 3
    assert all(array.dtype == dtype for array in found.values())
    assert_close(found, expected(function, name, dtype), tolerance)


# Results round, and gradients lose what a rounding moves over the kink of a ReLU: where
# that is one number of a hundred, a tenth of their norm.
@pytest.mark.parametrize('options, tolerances', [
    ({'tf32': True}, (.005, .15)), ({'precision': 'float16'}, (.005, .15)),
    ({'precision': 'bfloat16'}, (.02, .3))], ids=['tf32', 'float16', 'bfloat16'])
@pytest.mark.parametrize('function, name', [
    pytest.param(*case, id=case[1]) for case in CASES])
@pytest.mark.parametrize('device', [on_gpus(1, '@cupy:0')])
def test_low_precision(device, function, name, options, tolerances):
    found = compute(
        function, name, 'f', device=device, engine='aten', **options)
    assert found.keys() == expected(function, name, 'f').keys()
    for word, tolerance in zip(('result', 'gradient'), tolerances):
        one, other = ({key: array for key, array in arrays.items()
                       if key.startswith(word)}
                      for arrays in (found, expected(function, name, 'f')))
        assert_close(one, other, tolerance)
