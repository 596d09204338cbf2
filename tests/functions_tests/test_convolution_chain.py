"""Chains of convolutions against Chainer's own nodes and against loops."""

import chainer
import numpy as np
import pytest

from fashionseg.functions.doubled import Doubled
from fashionseg.functions.fold_filters import fold_filters, fold_filters_grad
from tests.engines_tests.each_engine import using
from tests.functions_tests.chains import CHAINS, arrays, run

TOLERANCE = {'f': 1e-5, 'd': 1e-12}


def output_and_gradients(name, inputs):
    variables = [chainer.Variable(array) for array in inputs]
    y = run(name, *variables)
    y.grad = np.random.RandomState(1).randn(*y.shape).astype(y.dtype)
    y.backward()
    return [y.array] + [variable.grad for variable in variables]


def assert_near(ours, theirs, tolerance):
    for a, b in zip(ours, theirs):
        assert a.shape == b.shape and a.dtype == b.dtype
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance * abs(b).max())


@pytest.mark.parametrize('dtype', 'fd')
@pytest.mark.parametrize('engine', ['numpy', 'aten'])
@pytest.mark.parametrize('name', CHAINS)
def test_equals_the_graph_of_nodes(name, engine, dtype):
    inputs = arrays(name, dtype)
    expected = output_and_gradients(name, inputs)
    with using(engine):
        assert_near(output_and_gradients(name, inputs), expected, TOLERANCE[dtype])


@pytest.mark.parametrize('engine, tolerance', [('chainer', 0), ('numpy', 2e-3),
                                               ('aten', 2e-3)])
def test_half_precision(engine, tolerance):
    inputs = arrays('decoder', 'e')
    expected = output_and_gradients('decoder', inputs)
    with using(engine):
        assert_near(output_and_gradients('decoder', inputs), expected, tolerance)


def test_bfloat16():
    inputs = arrays('decoder', 'f')
    expected = output_and_gradients('decoder', inputs)
    with using('aten', precision='bfloat16'):
        ours = output_and_gradients('decoder', inputs)
    # A rounding that moves a number over the kink of a ReLU changes single gradients.
    for a, b in zip(ours, expected):
        assert abs(a - b).mean() < .02 * abs(b).max()
    assert abs(ours[0] - expected[0]).max() > 1e-5 * abs(expected[0]).max()


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
@pytest.mark.parametrize('name', ['encoder', 'decoder'])
def test_second_derivative(name, engine):
    def derivative():
        inputs = [chainer.Variable(array) for array in arrays(name, 'd')]
        y = run(name, *inputs)
        gradients = chainer.grad([y], inputs, enable_double_backprop=True)
        total = sum((g * g).array.sum() for g in gradients)
        loss = sum(chainer.functions.sum(g * g) for g in gradients)
        loss.backward()
        return [np.asarray(total)] + [x.grad for x in inputs if x.grad is not None]

    expected = derivative()
    with using(engine):
        assert_near(derivative(), expected, 1e-12)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_nothing_is_changed_or_used_up(engine):
    inputs = arrays('segmentation', 'f')
    kept = [array.copy() for array in inputs]
    with using(engine):
        variables = [chainer.Variable(array) for array in inputs]
        y = run('segmentation', *variables)
        first = y.array.copy()
        gy = np.ones_like(y.array)
        gradients = [chainer.grad([y], variables, [chainer.Variable(gy)])
                     for _ in range(2)]
    for array, before in zip(inputs, kept):
        np.testing.assert_array_equal(array, before)
    np.testing.assert_array_equal(y.array, first)
    assert (gy == 1).all()
    for once, again in zip(*gradients):
        np.testing.assert_array_equal(once.array, again.array)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_gradients_that_nobody_wants(engine):
    with using(engine):
        variables = [chainer.Variable(array) for array in arrays('decoder', 'f')]
        variables[0] = chainer.Variable(variables[0].array, requires_grad=False)
        chainer.functions.sum(run('decoder', *variables)).backward()
    assert variables[0].grad is None
    assert all(variable.grad is not None for variable in variables[1:])


class Names(chainer.FunctionHook):
    name = 'Names'

    def __init__(self):
        self.seen = []

    def forward_postprocess(self, function, in_data):
        self.seen.append(function.label)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_a_hook_sees_the_nodes_of_the_paper(engine):
    with using(engine), Names() as names:
        run('decoder', *arrays('decoder', 'f'))
    assert [name for name in names.seen if 'onvolution' in name] == [
        'Convolution2DFunction'] * 2
    assert 'ReLU' in names.seen and 'Unpooling2D' in names.seen


def test_folded_filters_by_their_definition():
    """Tap m of the small map's pixel i is what all of its copies add at 2 i - 1 + m."""
    w = np.random.RandomState(2).randn(2, 3, 3, 3)
    expected = np.zeros((3, 2, 4, 4))
    for o, c, ty, tx in np.ndindex(*w.shape):
        for copy_y, copy_x in np.ndindex(2, 2):
            # Output q reads pixel q + t - 1: a copy at 2 i + r reaches 2 i + r + 1 - t.
            my, mx = copy_y + 2 - ty, copy_x + 2 - tx
            expected[c, o, my, mx] += w[o, c, ty, tx]
    np.testing.assert_allclose(fold_filters(w), expected, rtol=1e-15)
    # The gradient is the same map turned around.
    gk = np.random.RandomState(3).randn(3, 2, 4, 4)
    assert (fold_filters(w) * gk).sum() == pytest.approx(
        (w * fold_filters_grad(gk)).sum(), rel=1e-13)


def test_doubled_map():
    x = chainer.Variable(np.arange(6, dtype=np.float32).reshape(1, 1, 2, 3))
    doubled = Doubled(x)
    assert doubled.shape == (1, 1, 4, 6) == doubled.whole().shape
    assert doubled.dtype == np.float32
    np.testing.assert_array_equal(
        doubled.whole().array[0, 0], x.array[0, 0].repeat(2, 0).repeat(2, 1))


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_graph_for_one_backward_pass(engine):
    inputs = arrays('decoder', 'f')
    expected = output_and_gradients('decoder', inputs)
    with using(engine), chainer.using_config('backward_once', True):
        assert_near(output_and_gradients('decoder', inputs), expected, 1e-5)
        variables = [chainer.Variable(array) for array in inputs]
        y = run('decoder', *variables)
    with pytest.raises(RuntimeError, match='no second derivative'):
        chainer.grad([y], variables, enable_double_backprop=True)
    chainer.grad([y], variables)
    with pytest.raises(RuntimeError, match='one backward pass'):
        chainer.grad([y], variables)


def test_bfloat16_from_chain_to_chain():
    """The second chain reads what the first one made, not something older."""
    encoder, upscale = arrays('encoder', 'f'), arrays('upscale', 'f')[1:]
    upscale[0] = upscale[0][:, :4]
    with using('aten', precision='bfloat16'):
        for scale in (1, 2, 3):
            y = run('encoder', np.float32(scale) * encoder[0], *encoder[1:])
            np.testing.assert_array_equal(
                run('upscale', y, *upscale).array,
                run('upscale', y.array.copy(), *upscale).array)
