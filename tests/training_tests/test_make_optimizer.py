"""Loss scaling: nothing changes but the steps that overflow."""

import chainer
import numpy as np

from fashionseg.functions.convolution_chain import convolution_chain
from fashionseg.training import make_optimizer
from tests.engines_tests.each_engine import using


class Net(chainer.Chain):
    """A 1x1 convolution to the mean of its output."""

    def __init__(self):
        super().__init__()
        with self.init_scope():
            self.layer = chainer.links.Convolution2D(
                2, 3, 1, initialW=np.arange(6.).reshape(3, 2, 1, 1) / 8)

    def forward(self, x, weight=1.):
        layer = self.layer
        return weight * chainer.functions.mean(convolution_chain(
            [x], [(layer.W, layer.b, layer.stride, layer.pad)], True))


def photos(largest=1.):
    return np.float32(largest) * np.random.RandomState(0).rand(
        2, 2, 4, 4).astype(np.float32)


def trained(precision, n_step):
    with using('aten', precision=precision):
        net = Net()
        optimizer = make_optimizer(.01, .9).setup(net)
        for _ in range(n_step):
            optimizer.update(net, photos())
    return net, optimizer


def test_plain_adam_in_single_precision():
    for engine in ('chainer', 'numpy', 'aten'):
        with using(engine):
            optimizer = make_optimizer(.25, .5)
        assert type(optimizer) is chainer.optimizers.Adam
        assert (optimizer.alpha, optimizer.beta2) == (.25, .5)


def test_same_steps_as_in_single_precision():
    ours, optimizer = trained('float16', 6)
    theirs, _ = trained('float32', 6)
    assert isinstance(optimizer, chainer.optimizers.Adam) and optimizer.beta2 == .9
    assert ours.layer.W.dtype == np.float32
    np.testing.assert_allclose(ours.layer.W.array, theirs.layer.W.array, atol=2e-4)
    assert optimizer._loss_scale == 2 ** 6


def test_gradient_below_float16_is_kept():
    with using('aten', precision='float16'):
        net = Net()
        optimizer = make_optimizer(.01).setup(net)
        tiny = np.float32(1e-6)  # the gradient by an output is 1e-8 then
        optimizer.update(net, photos(), tiny)
        assert not net.layer.W.grad.any()
        for _ in range(15):
            optimizer.update(net, photos(), tiny)
        assert net.layer.W.grad.any()


def test_step_that_overflows_is_left_out():
    with using('aten', precision='float16'):
        net = Net()
        optimizer = make_optimizer(.01).setup(net)
        optimizer.update(net, photos())
        optimizer._loss_scale = 2. ** 15
        kept = net.layer.W.array.copy(), net.layer.W.update_rule.state['m'].copy()
        optimizer.update(net, photos(6e4))
        np.testing.assert_array_equal(net.layer.W.array, kept[0])
        np.testing.assert_array_equal(net.layer.W.update_rule.state['m'], kept[1])
        assert optimizer._loss_scale == 2. ** 14
        optimizer.update(net, photos())
        assert (net.layer.W.array != kept[0]).any()
        # After the first overflow it grows by a factor of 2 in 1000 steps.
        assert 2. ** 14 < optimizer._loss_scale < 1.001 * 2 ** 14


def test_a_resumed_run_keeps_the_factor():
    net, optimizer = trained('float16', 3)
    state = chainer.serializers.DictionarySerializer()
    state.save(optimizer)
    again = type(optimizer)().setup(Net())
    chainer.serializers.NpzDeserializer(state.target).load(again)
    assert again._loss_scale == 8
    assert again._loss_scaling_isnan_ever is False
