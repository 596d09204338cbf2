import pickle

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.functions as F

from fashionseg.engines import use_engine
from fashionseg.links.baselines import (
    DeepLabV3Plus, PSPNet, SegNet, SegNetBasic, UNet)

# The weights of the ChainerCV networks were counted in ChainerCV itself.
FULL_SIZE = {
    SegNetBasic: 1416270,
    PSPNet: 46712782,
    DeepLabV3Plus: 41053614,
}
SIZE = 64
SMALL = {
    'unet': lambda: UNet(width=1 / 16),
    'segnet basic': lambda: SegNetBasic(divisor=16),
    'segnet full': lambda: SegNet(divisor=16),
    'pspnet resnet50': lambda: PSPNet(divisor=16, size=SIZE),
    'pspnet resnet101': lambda: PSPNet(
        divisor=32, size=SIZE, n_layer=101),
    'deeplabv3plus xception65': lambda: DeepLabV3Plus(divisor=8, n_middle=1),
    'deeplabv3plus xception65, stride 16': lambda: DeepLabV3Plus(
        divisor=8, n_middle=1, output_stride=16),
    'deeplabv3plus resnet101': lambda: DeepLabV3Plus(
        divisor=16, backbone='resnet101'),
}


@pytest.fixture(scope='module', autouse=True)
def engines():
    use_engine()


@pytest.fixture(scope='module')
def photos():
    """Noise, darker in the lower half."""
    x = np.random.RandomState(0).uniform(0, 1, (2, 3, SIZE, SIZE))
    x[:, :, SIZE // 2:] *= .3
    return x.astype(np.float32)


@pytest.fixture(scope='module')
def labels():
    """One class in the light half, another in the dark half."""
    label = np.zeros((2, SIZE, SIZE), np.int32)
    label[:, SIZE // 2:] = 5
    return label


@pytest.fixture(scope='module', params=SMALL)
def small(request):
    np.random.seed(0)
    return SMALL[request.param]()


def unet_weights(filters, n_class):
    """Weights and biases of U-Net, layer by layer."""
    count, n_in = 0, 3
    for n in filters:
        count += (9 * n_in + 1) * n + (9 * n + 1) * n
        n_in = n
    for n in filters[-2::-1]:
        count += (4 * 2 * n + 1) * n
        count += (9 * 2 * n + 1) * n + (9 * n + 1) * n
    return count + (filters[0] + 1) * n_class


@pytest.mark.parametrize('width, filters', [
    (1.0, (64, 128, 256, 512, 1024)), (.5, (32, 64, 128, 256, 512)),
    (1 / 16, (4, 8, 16, 32, 64))])
def test_unet_has_the_filters_of_the_paper(width, filters):
    assert UNet(width=width).count_params() == unet_weights(filters, 14)


@pytest.mark.parametrize('network', FULL_SIZE)
def test_full_size_is_chainercvs(network):
    assert network().count_params() == FULL_SIZE[network]


def test_scores_have_the_size_of_the_photo(small, photos):
    with chainer.using_config('train', False), chainer.no_backprop_mode():
        for x in (photos, photos[:1]):
            score = small(x)
            assert score.shape == (len(x), 14, SIZE, SIZE)
            assert score.dtype == np.float32
            assert np.isfinite(score.array).all()


def test_same_photo_same_scores_at_predict_time(small, photos):
    with chainer.using_config('train', False), chainer.no_backprop_mode():
        both, again = small(photos).array, small(photos).array
        alone = small(photos[1:]).array
    np.testing.assert_array_equal(both, again)
    np.testing.assert_allclose(both[1:], alone, atol=1e-4 * np.abs(both).max())


def test_network_survives_pickling(small, photos):
    copy = pickle.loads(pickle.dumps(small))
    with chainer.using_config('train', False), chainer.no_backprop_mode():
        np.testing.assert_array_equal(
            copy(photos[:1]).array, small(photos[:1]).array)


def test_gradient_reaches_every_parameter(small, photos, labels):
    small.cleargrads()
    F.softmax_cross_entropy(small(photos), labels).backward()
    for name, parameter in small.namedparams():
        assert parameter.grad is not None, name
        assert np.isfinite(parameter.grad).all(), name
        assert parameter.grad.any(), name


@pytest.mark.parametrize('name', [
    name for name in SMALL if 'stride' not in name and '101' not in name])
def test_a_few_steps_lower_the_loss(name, photos, labels):
    np.random.seed(1)
    net = SMALL[name]()
    optimizer = chainer.optimizers.Adam(alpha=3e-3).setup(net)
    losses = []
    for _ in range(6):
        loss = F.softmax_cross_entropy(net(photos), labels)
        net.cleargrads()
        loss.backward()
        optimizer.update()
        losses.append(float(loss.array))
    assert losses[-1] < .95 * losses[0]


def test_short_middle_flow_is_the_same_network_with_fewer_blocks():
    short, long = (DeepLabV3Plus(divisor=8, n_middle=n) for n in (1, 2))
    names = [{name for name, _ in net.namedparams()} for net in (short, long)]
    assert names[0] < names[1]
    assert all('middleflow_block2' in name for name in names[1] - names[0])


@pytest.mark.parametrize('n_middle', [0, 17, -1])
def test_impossible_middle_flow(n_middle):
    with pytest.raises(ValueError, match='n_middle is'):
        DeepLabV3Plus(divisor=8, n_middle=n_middle)


def test_divisor_beyond_the_filters():
    with pytest.raises(ValueError, match='cannot be divided by 128'):
        SegNetBasic(divisor=128)
