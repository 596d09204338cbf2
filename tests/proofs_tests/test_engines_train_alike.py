"""Same seeds, engines swapped: the loss of configuration A goes the same way.

Roundings grow with every step of a training, in any framework: within one engine
another last bit in the initial weights is seen in the loss after 200 steps too. In
double precision they stay small for hundreds of steps. As a script this file trains
longer and prints how far apart the losses are; steps, dtype and learning rate are its
arguments: ``python -m tests.proofs_tests.test_engines_train_alike 200 d 0.002``.
"""

import sys

import fashionseg  # noqa: F401
import chainer
import numpy as np
import pytest

from fashionseg.configurations import PROFILES, TABLE_5, make_net
from fashionseg.training import GuidedTrainChain, make_optimizer
from tests.engines_tests.each_engine import using

ENGINES = ('numpy', 'aten')
N_STEP = 5
RATE = PROFILES['small'].learning_rate
TOLERANCES = {'f': 1e-3, 'd': 1e-11}


def losses(n_step, dtype, rate=RATE, device='@numpy'):
    """Loss of each step, on other made-up photos in each."""
    device = chainer.get_device(device)
    device.use()
    with chainer.using_config('dtype', np.dtype(dtype)):
        net = make_net('A', PROFILES['small'], seed=0)
    chain = GuidedTrainChain(net, *TABLE_5['A'])
    chain.to_device(device)
    optimizer = make_optimizer(rate).setup(chain)
    random = np.random.RandomState(0)
    found = []
    for _ in range(n_step):
        coarse = random.randint(0, 14, (2, 7, 7)).astype(np.int32)
        t = coarse.repeat(32, axis=1).repeat(32, axis=2)
        # Each class has its grey, so that there is something to learn.
        x = t[:, None] / 14 + random.normal(0, .1, (2, 3, 224, 224))
        optimizer.update(_keeping(chain, found), *device.send((x.astype(dtype), t)))
    return np.array(found)


def _keeping(chain, losses):
    """The chain; its losses are kept."""
    def compute(x, t):
        loss = chain(x, t)
        losses.append(float(loss.array))
        return loss
    return compute


@pytest.fixture(scope='module', params=TOLERANCES)
def expected(request):
    with using('chainer'):
        return request.param, losses(N_STEP, request.param)


@pytest.mark.parametrize('engine', ENGINES)
def test_losses(expected, engine):
    dtype, curve = expected
    with using(engine):
        found = losses(N_STEP, dtype)
    assert len(set(curve)) == N_STEP and curve[-1] < curve[0]
    np.testing.assert_allclose(found, curve, rtol=TOLERANCES[dtype])


def main(n_step, dtype, rate):
    """Prints how far apart the losses of the engines are."""
    curves = {}
    for name in ('chainer', *ENGINES):
        with using(name):
            curves[name] = losses(int(n_step), dtype, float(rate))
        difference = abs(curves[name] / curves['chainer'] - 1)
        print(f'{name}: loss {curves[name][0]:.6f} to {curves[name][-1]:.6f}, largest '
              f'relative difference {difference.max():.1e}', flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
