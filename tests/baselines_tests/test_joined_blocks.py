"""Blocks of convolution, normalization and ReLU as one node beside Chainer's nodes."""

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F
from chainercv.links import Conv2DBNActiv, SeparableConv2DBNActiv

from fashionseg.links import baselines  # noqa: F401
from tests.engines_tests.each_engine import using

BLOCKS = {
    '3x3': lambda: Conv2DBNActiv(4, 6, 3, 1, 1, nobias=True),
    '1x1': lambda: Conv2DBNActiv(4, 6, 1, nobias=True),
    'wide': lambda: Conv2DBNActiv(60, 50, 1, nobias=True),
    'stride': lambda: Conv2DBNActiv(4, 6, 3, 2, 1, nobias=True),
    'no ReLU': lambda: Conv2DBNActiv(4, 6, 3, 1, 1, nobias=True, activ=None),
    'dilated': lambda: Conv2DBNActiv(4, 6, 3, 1, 2, 2, nobias=True),
    'groups': lambda: Conv2DBNActiv(4, 6, 3, 1, 1, 1, 2, nobias=True),
    'separable': lambda: SeparableConv2DBNActiv(4, 6, 3, 1, 1, nobias=True),
    'separable, stride': lambda: SeparableConv2DBNActiv(
        4, 6, 3, 2, 2, 2, nobias=True, dw_activ=F.relu, pw_activ=F.identity),
}


def draw(*shape, seed=0, dtype='f'):
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype(dtype)


def made(name, dtype='f'):
    np.random.seed(3)
    with chainer.using_config('dtype', np.dtype(dtype)):
        block = BLOCKS[name]()
    for k, parameter in enumerate(block.params()):
        parameter.array[...] = draw(*parameter.shape, seed=k) + .2
    return block


def n_node(y):
    """Function nodes between a variable and the inputs."""
    nodes, found = [y.creator], set()
    while nodes:
        node = nodes.pop()
        if node is not None and node not in found:
            found.add(node)
            nodes += [variable.creator_node for variable in node.inputs]
    return len(found)


def trained(name, dtype, once=True):
    block = made(name, dtype)
    channels = 60 if name == 'wide' else 4
    x = chainer.Variable(draw(3, channels, 9, 8, dtype=dtype))
    with chainer.using_config('backward_once', once):
        y = block(x)
    count = n_node(y)
    y.grad = draw(*y.shape, seed=9, dtype=dtype)
    y.backward()
    arrays = {'y': y.array, 'x': x.grad}
    for path, link in block.namedlinks():
        for key in ('avg_mean', 'avg_var'):
            if hasattr(link, key):
                arrays[path + key] = getattr(link, key)
    arrays.update((path, p.grad) for path, p in block.namedparams())
    with chainer.using_config('train', False), chainer.no_backprop_mode():
        arrays['evaluated'] = block(x).array
    return arrays, count


@pytest.mark.parametrize('dtype', ['f', 'd'])
@pytest.mark.parametrize('name', BLOCKS)
@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_equals_chainers_nodes(engine, name, dtype):
    with using('chainer'):
        expected, _ = trained(name, dtype)
    with using(engine):
        found, count = trained(name, dtype)
    assert count == (2 if 'separable' in name else 1)
    assert list(found) == list(expected)
    for key, array in expected.items():
        assert found[key].dtype == array.dtype
        np.testing.assert_allclose(
            found[key], array, rtol=0, err_msg=key,
            atol=(2e-5 if dtype == 'f' else 1e-12) * max(1, abs(array).max()))


def test_one_backward_pass():
    with using('numpy'), chainer.using_config('backward_once', True):
        x = chainer.Variable(draw(2, 4, 5, 5))
        y = F.sum(made('3x3')(x))
        y.backward()
        with pytest.raises(RuntimeError, match='one backward pass'):
            y.backward()


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_chainers_nodes_where_they_are_needed(engine):
    x = draw(2, 4, 5, 5)
    with using(engine):
        # A gradient that may be differentiated.
        assert n_node(made('3x3')(x)) == 3
        with chainer.using_config('backward_once', True):
            assert n_node(made('3x3')(x)) == 1
            # Filters with a bias, and a hook.
            assert n_node(Conv2DBNActiv(4, 6, 3, nobias=False)(x)) == 3
            with chainer.function_hooks.TimerHook():
                assert n_node(made('3x3')(x)) == 3
