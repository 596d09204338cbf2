"""Batches whose windows need more than 2 GiB, under Chainer's own kernels."""

import chainer
import chainer.functions as F
import numpy as np
import pytest

from tests.gpu_tests.places import compute, on_gpus

N, CHANNELS, SIZE = 3, 64, 640  # the windows of each photo: .94 GB


def _pass(device, transposed, photos):
    device = chainer.get_device(device)
    device.use()
    random = np.random.default_rng(0)
    x = random.standard_normal((N, CHANNELS, SIZE, SIZE), 'f')[photos]
    gy = random.standard_normal((N, 2, SIZE, SIZE), 'f')[photos]
    if transposed:
        x, gy = gy, x
    w_shape = x.shape[1], gy.shape[1], 3, 3
    w = random.standard_normal(w_shape, 'f')
    x, gy, w = map(device.send, (x, gy, w if transposed else w.swapaxes(0, 1).copy()))
    x, w = chainer.Variable(x), chainer.Parameter(w)
    y = (F.deconvolution_2d if transposed else F.convolution_2d)(x, w, pad=1)
    y.grad = gy
    y.backward()
    return [chainer.get_device('@numpy').send(a) for a in (y.array, x.grad, w.grad)]


@pytest.mark.parametrize('device', [on_gpus(1, '@cupy:0')])
@pytest.mark.parametrize('transposed', [False, True])
def test_each_photo_is_as_by_itself(device, transposed):
    def run(photos):
        return compute(lambda device: _pass(device, transposed, photos), device=device,
                       engine='chainer')

    y, gx, gw = run(slice(0, N))
    alone = [run(slice(k, k + 1)) for k in range(N)]
    for found, k in ((y, 0), (gx, 1)):
        expected = np.concatenate([one[k] for one in alone])
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-3)
    expected = sum(one[2] for one in alone)
    np.testing.assert_allclose(gw, expected, atol=1e-4 * abs(expected).max())
