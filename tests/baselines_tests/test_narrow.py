import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.links as L
from chainercv.links import SegNetBasic, SeparableConv2DBNActiv

from fashionseg.links.baselines.narrow import narrow


def shapes(link):
    return {name: p.array is not None and p.shape
            for name, p in link.namedparams()}


class Net(chainer.Chain):
    def __init__(self):
        super().__init__()
        with self.init_scope():
            self.first = L.Convolution2D(None, 32, 5)
            self.bn = L.BatchNormalization(32)
            self.up = L.Deconvolution2D(32, 16, 2, stride=2)
            self.last = L.Convolution2D(16, 14, 1)

    def forward(self, x):
        return self.last(self.up(self.bn(self.first(x))))


def test_every_count_but_photo_and_classes():
    net = Net()
    assert narrow(net, 8) is net
    assert shapes(net) == {
        '/first/W': (4, 3, 5, 5), '/first/b': (4,),
        '/bn/gamma': (4,), '/bn/beta': (4,),
        '/up/W': (4, 2, 2, 2), '/up/b': (2,),
        '/last/W': (14, 2, 1, 1), '/last/b': (14,)}
    assert net.bn.avg_mean.shape == net.bn.avg_var.shape == (4,)
    assert net(np.zeros((1, 3, 8, 8), np.float32)).shape == (1, 14, 8, 8)


def test_depthwise_stays_depthwise():
    net = narrow(SeparableConv2DBNActiv(16, 32, 3, pad=1, nobias=True), 4)
    assert net.depthwise.groups == 4
    assert shapes(net)['/depthwise/W'] == (4, 1, 3, 3)
    assert net(np.zeros((2, 4, 8, 8), np.float32)).shape == (2, 8, 8, 8)


def test_scale_of_the_weights_fits_the_new_size():
    # LeCun normal: the variance is one over the number of inputs of a filter.
    layer = narrow(L.Convolution2D(256, 256, 3), 4)
    assert layer.W.array.std() == pytest.approx((64 * 9) ** -.5, rel=.05)


def test_divisor_1_keeps_the_weights():
    layer = L.Convolution2D(8, 8, 3)
    before = layer.W.array.copy()
    np.testing.assert_array_equal(narrow(layer, 1).W.array, before)


@pytest.mark.parametrize('divisor', [3, 128, 0, -2])
def test_divisor_that_does_not_divide(divisor):
    net = SegNetBasic(14)
    before = shapes(net)
    with pytest.raises(ValueError, match='64 filters cannot be divided'):
        narrow(net, divisor)
    assert shapes(net) == before


def test_layer_of_another_kind():
    with pytest.raises(ValueError, match='a Linear cannot be made narrower'):
        narrow(chainer.Sequential(L.Convolution2D(3, 8, 3), L.Linear(8, 8)), 2)
