"""TF32 and float16, which only aten computes in."""

import chainer
import chainer.functions as F
import numpy as np
import pytest

from fashionseg.training import GuidedTrainChain, make_optimizer
from tests.gpu_tests.places import DEVICES, compute
from tests.training_tests.made_up_photos import TinyNet, make_batch


def _convolve(device):
    random = np.random.RandomState(0)
    x, w = random.randn(2, 64, 32, 32), random.randn(64, 64, 3, 3) / 24
    device = chainer.get_device(device)
    device.use()
    y = F.convolution_2d(*device.send((x.astype('f'), w.astype('f'))), pad=1)
    with chainer.using_config('enable_backprop', False):
        exact = F.convolution_2d(x, w, pad=1).array
    found = chainer.get_device('@numpy').send(y.array)
    return np.abs(found - exact).max() / np.abs(exact).max()


def _rounds_to_tf32(device):
    if device == '@numpy':
        return False
    return int(chainer.get_device(device).device.compute_capability) >= 80


@pytest.mark.parametrize('device', DEVICES)
def test_tf32_is_used_when_it_is_allowed_and_else_not(device):
    exact, rounded = (
        compute(_convolve, device=device, engine='aten', tf32=tf32)
        for tf32 in (False, True))
    assert exact < 1e-5
    if _rounds_to_tf32(device):
        assert 2e-5 < rounded < 1e-2  # 10 bits
    else:
        assert rounded < 1e-5


def _chain(device):
    np.random.seed(0)
    device = chainer.get_device(device)
    device.use()
    chain = GuidedTrainChain(TinyNet(), 1, 1, 1)
    chain.to_device(device)
    optimizer = make_optimizer(1e-3).setup(chain)
    return chain, optimizer, device.send(make_batch(2))


def _weights(chain):
    return np.concatenate([chainer.get_device('@numpy').send(param.array).ravel()
                           for _, param in sorted(chain.namedparams())])


def _gradient(device):
    """Of the loss, computed with its factor and freed of it."""
    chain, optimizer, batch = _chain(device)
    factor = optimizer._loss_scale or 1
    chain.cleargrads()
    chain(*batch).backward(loss_scale=factor)
    return np.concatenate([
        chainer.get_device('@numpy').send(param.grad).ravel() / factor
        for _, param in sorted(chain.namedparams())])


@pytest.mark.parametrize('device', DEVICES)
def test_gradient_of_a_scaled_loss(device):
    found = compute(_gradient, device=device, engine='aten', precision='float16')
    expected = compute(_gradient, device='@numpy', engine='chainer')
    # Products are rounded to 10 bits; gradients that got lost would make it 1.
    assert np.linalg.norm(found - expected) < .05 * np.linalg.norm(expected)


def _scaled_steps(device):
    chain, optimizer, batch = _chain(device)
    factors, losses = [], []
    for _ in range(4):
        optimizer.update(chain, *batch)
        factors.append(optimizer._loss_scale)
        with chainer.no_backprop_mode():
            losses.append(float(chain(*batch).array))
    assert {param.dtype for param in chain.params()} == {np.dtype('f')}
    return factors, losses


@pytest.mark.parametrize('device', DEVICES)
def test_float16_trains_like_float32(device):
    factors, losses = compute(
        _scaled_steps, device=device, engine='aten', precision='float16')
    _, expected = compute(_scaled_steps, device='@numpy', engine='chainer')
    assert factors == sorted(factors) and factors[0] < factors[-1]  # it grows
    assert losses[-1] < losses[0]
    np.testing.assert_allclose(losses, expected, rtol=1e-3)


def _overflow(device):
    chain, optimizer, batch = _chain(device)
    optimizer.update(chain, *batch)
    optimizer._loss_scale = 1e38
    before = _weights(chain)
    optimizer.update(chain, *batch)
    return before, _weights(chain), optimizer._loss_scale


@pytest.mark.parametrize('device', DEVICES)
def test_step_whose_gradients_overflow_is_left_out(device):
    before, after, factor = compute(
        _overflow, device=device, engine='aten', precision='float16')
    assert np.array_equal(before, after)
    assert factor < 1e38
