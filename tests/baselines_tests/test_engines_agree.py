"""Each baseline under each engine against Chainer's own code.

In double precision: in single, roundings move numbers over the kinks of ReLU and
pooling, and batches of two photos at this width magnify them. The kernels of single
precision are compared layer by layer in the tests of the engines.
"""

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F

from tests.baselines_tests.test_baselines import SIZE, SMALL
from tests.engines_tests.each_engine import using


class _Outputs(chainer.FunctionHook):
    """Keeps the maps that every function reads, in order."""

    name = 'Outputs'

    def __init__(self):
        self.arrays = []

    def forward_postprocess(self, function, in_data):
        """Called by Chainer before the results have a place in the graph."""
        self.arrays.extend(
            data for data in in_data if data is not None and data.ndim == 4)


def run(name, dtype, device='@numpy'):
    """Inputs of every layer, scores in both modes, gradients of all parameters."""
    device = chainer.get_device(device)
    device.use()
    np.random.seed(0)
    with chainer.using_config('dtype', dtype):
        net = SMALL[name]()
    random = np.random.RandomState(1)
    x = random.rand(2, 3, SIZE, SIZE).astype(dtype)
    t = random.randint(0, 14, (2, SIZE, SIZE)).astype(np.int32)
    net.to_device(device)
    x, t = device.send((x, t))
    np.random.seed(2)  # of dropout
    # Chainer resizes double precision only where nobody looks at its type.
    with _Outputs() as outputs, chainer.using_config('type_check', dtype == 'f'):
        y = net(x)
    found = {f'map {k}': array for k, array in enumerate(outputs.arrays)}
    found['scores'] = y.array
    net.cleargrads()
    with chainer.using_config('type_check', dtype == 'f'):
        F.softmax_cross_entropy(y, t).backward()
    found.update({name: p.grad for name, p in net.namedparams()})
    found.update({f'{link_name} {key}': getattr(link, key).copy()
                  for link_name, link in net.namedlinks()
                  for key in ('avg_mean', 'avg_var') if hasattr(link, key)})
    with chainer.using_config('train', False), chainer.no_backprop_mode(), \
            chainer.using_config('type_check', dtype == 'f'):
        found['answer'] = net(x).array
    return {key: chainer.get_device('@numpy').send(array)
            for key, array in found.items()}


@pytest.fixture(scope='module', params=SMALL)
def case(request):
    with using('chainer'):
        return request.param, run(request.param, 'd')


def assert_same(found, expected, tolerance):
    assert found.keys() == expected.keys()
    # Shifts before a normalization have a gradient of zero, found as roundings.
    least = 1e-3 * np.median([np.linalg.norm(array) for array in expected.values()])
    for key, array in expected.items():
        assert found[key].dtype == array.dtype and found[key].shape == array.shape
        difference = np.linalg.norm(found[key] - array)
        assert difference < tolerance * max(least, np.linalg.norm(array)), key


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
def test_maps_and_gradients(case, engine):
    name, expected = case
    with using(engine):
        assert_same(run(name, 'd'), expected, 1e-7)


@pytest.mark.parametrize('engine', ['numpy', 'aten'])
@pytest.mark.parametrize('name', ['unet', 'segnet basic'])
def test_single_precision(name, engine):
    with using('chainer'):
        expected = run(name, 'f')
    with using(engine):
        assert_same(run(name, 'f'), expected, 1e-4)
