"""A step whose passes are one CUDA graph, against the same step without."""

import warnings

import chainer
import numpy as np
import pytest

from fashionseg.links import FashionSegNet
from fashionseg.training import GuidedTrainChain, make_optimizer
from fashionseg.training.captured_loss import CapturedLoss
from tests.gpu_tests.places import compute, on_gpus
from tests.training_tests.made_up_photos import make_batch

N_STEP = 8


def _train(captured, device):
    """Losses that are reported, weights, and whether a graph was used."""
    device = chainer.get_device(device)
    device.use()
    np.random.seed(0)
    chain = GuidedTrainChain(FashionSegNet(width=1 / 16), 1, 1, 1)
    chain.to_device(device)
    optimizer = make_optimizer(1e-3).setup(chain)
    loss_of = CapturedLoss(chain) if captured else chain
    reporter = chainer.Reporter()
    reporter.add_observer('main', chain)
    x, t = make_batch(2)
    seen = []
    for k in range(N_STEP):
        batch = device.send((np.roll(x, 9 * k, axis=3), np.roll(t, 9 * k, axis=2)))
        with reporter.scope({}):
            optimizer.update(loss_of, *batch)
            seen.append({name: float(value) for name, value
                         in reporter.observation.items()})
    weights = {name: chainer.get_device('@numpy').send(param.array)
               for name, param in chain.namedparams()}
    return seen, weights, captured and loss_of._step is not None


@pytest.mark.parametrize('device, precision', [
    on_gpus(1, '@cupy:0', precision)
    for precision in ('float32', 'bfloat16', 'float16')])
def test_trains_as_plain_passes_do(device, precision):
    def run(captured):
        return compute(lambda device: _train(captured, device), device=device,
                       engine='aten', precision=precision)

    expected, others, _ = run(False)
    with warnings.catch_warnings():
        warnings.simplefilter('error', UserWarning)
        seen, weights, used = run(True)
    assert used
    tolerance = 1e-3 if precision == 'float32' else 3e-2
    for one, other in zip(seen, expected):
        assert one.keys() == other.keys() and len(one) == 5
        for name in one:
            assert one[name] == pytest.approx(other[name], rel=tolerance)
    # Adam takes a whole step for a gradient that is all rounding.
    off = np.concatenate([
        np.abs(array - others[name]).ravel() for name, array in weights.items()])
    assert off.mean() < (2e-5 if precision == 'float32' else 1e-3)
