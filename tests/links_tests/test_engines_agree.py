"""Configuration A under each engine against Chainer's own nodes."""

import chainer
import numpy as np
import pytest

from fashionseg.links import FashionSegNet
from fashionseg.training import GuidedTrainChain
from tests.engines_tests.each_engine import using


def run(dtype, device='@numpy'):
    """Scores, terms of the loss and all gradients, by name."""
    device = chainer.get_device(device)
    device.use()
    np.random.seed(0)
    with chainer.using_config('dtype', dtype):
        net = FashionSegNet(width=1 / 16)
    random = np.random.RandomState(1)
    for _, parameter in sorted(net.namedparams()):
        if parameter.ndim == 1:
            parameter.array[...] = random.uniform(-.1, .3, parameter.shape)
    x = random.rand(2, 3, 224, 224).astype(dtype)
    t = random.randint(0, 14, (2, 224, 224)).astype(np.int32)
    chain = GuidedTrainChain(net, alpha=1, beta=1, gamma=1)
    chain.to_device(device)
    x, t = device.send((x, t))
    reporter = chainer.Reporter()
    reporter.add_observer('main', chain)
    with reporter:
        loss = chain(x, t)
    chain.cleargrads()
    loss.backward()
    found = dict(reporter.observation)
    found.update({name: p.grad for name, p in net.namedparams()})
    with chainer.no_backprop_mode():
        for kind, scores in zip(net(x)._fields, net(x)):
            found.update({f'{kind} {i}': z.array for i, z in scores.items()})
    found['answer'] = net.segmentation_scores(x).array
    return {name: chainer.get_device('@numpy').send(array)
            for name, array in found.items()}


@pytest.fixture(scope='module')
def expected():
    with using('chainer'):
        return {dtype: run(dtype) for dtype in ('f', 'd')}


@pytest.mark.parametrize('dtype, tolerance', [('f', 1e-5), ('d', 1e-12)])
@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_scores_losses_and_gradients(expected, engine, dtype, tolerance):
    with using(engine):
        found = run(dtype)
    assert found.keys() == expected[dtype].keys()
    for name, array in expected[dtype].items():
        assert found[name].dtype == array.dtype
        # A rounding that moves one number over the kink of a ReLU changes the
        # gradients of a whole filter by some 1e-4.
        factor = 50 if name.startswith('/') else 1
        np.testing.assert_allclose(
            found[name], array, rtol=0, atol=factor * tolerance * abs(array).max(),
            err_msg=name)


def test_labels_in_bfloat16(expected):
    with using('aten', precision='bfloat16'):
        ours = run('f')['answer'].argmax(axis=1)
    assert (ours == expected['f']['answer'].argmax(axis=1)).mean() > .97


@pytest.mark.parametrize('precision', ['bfloat16', 'float16'])
def test_weights_stay_in_single_precision(precision):
    with using('aten', precision=precision):
        found = run('f')
    assert {array.dtype for array in found.values()} == {np.dtype('f')}
