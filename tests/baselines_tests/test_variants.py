"""Sizes of the variants, each by a formula of its own."""

import numpy as np
import pytest

import fashionseg  # noqa: F401
import chainer
import chainer.links as L

from fashionseg.configurations import BASELINES, PROFILES, make_net
from fashionseg.configurations.build_baseline import BUILDERS
from fashionseg.links.baselines import DeepLabV3Plus, PSPNet, SegNet


def bare(n_in, n_out, ksize):
    """Weights of a convolution without bias and of its batch normalization."""
    return n_in * n_out * ksize ** 2 + 2 * n_out


def separable(n_in, n_out):
    return 9 * n_in + 2 * n_in + bare(n_in, n_out, 1)


def dilated_resnet(blocks):
    count = bare(3, 64, 3) + bare(64, 64, 3) + bare(64, 128, 3)
    n_in = 128
    for n_block, middle in zip(blocks, (64, 128, 256, 512)):
        n_out = 4 * middle
        count += bare(n_in, n_out, 1)  # the shortcut of the first block
        for _ in range(n_block):
            count += (bare(n_in, middle, 1) + bare(middle, middle, 3)
                      + bare(middle, n_out, 1))
            n_in = n_out
    return count


RESNET_50, RESNET_101 = (3, 4, 6, 3), (3, 4, 23, 3)


@pytest.mark.parametrize('n_layer, blocks', [(50, RESNET_50), (101, RESNET_101)])
def test_pspnet(n_layer, blocks):
    pyramid_and_head = (4 * bare(2048, 512, 1) + bare(4096, 512, 3)
                        + 512 * 14 + 14)
    assert (PSPNet(n_layer=n_layer).count_params()
            == dilated_resnet(blocks) + pyramid_and_head)


def test_deeplab_on_resnet():
    pyramid = (2 * bare(2048, 256, 1) + 3 * separable(2048, 256)
               + bare(5 * 256, 256, 1))
    decoder = (bare(256, 48, 1) + separable(256 + 48, 256) + separable(256, 256)
               + 256 * 14 + 14)
    assert (DeepLabV3Plus(backbone='resnet101').count_params()
            == dilated_resnet(RESNET_101) + pyramid + decoder)


def segnet(n_class):
    """The 13 convolutions of VGG-16, back again, and the classes in the last one."""
    vgg = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
    there = sum(bare(n, m, 3) for n, m in zip(vgg, vgg[1:]))
    back = sum(bare(n, m, 3) for n, m in zip(vgg[:1:-1], vgg[-2:0:-1]))
    return there + back + (9 * 64 + 1) * n_class


def test_segnet():
    assert SegNet().count_params() == segnet(14)
    assert round(segnet(14) / 1e6, 1) == 29.4  # twice VGG-16's 14.7 million


def test_segnet_unpools_where_it_pooled():
    net = SegNet(divisor=64)
    seen = []

    class Watch(chainer.FunctionHook):
        def forward_postprocess(self, function, in_data):
            seen.append(function.label)

    with Watch():
        net(np.random.rand(1, 3, 32, 32).astype(np.float32))
    layers = ''.join({'Convolution2DFunction': 'c', 'BatchNormalization': 'b',
                      'ReLU': 'r', 'MaxPoolingND': 'p', 'Upsampling2D': 'u'}.get(
                          label, '?') for label in seen)
    two, three = 2 * 'cbr', 3 * 'cbr'
    assert layers == (2 * (two + 'p') + 3 * (three + 'p')
                      + 3 * ('u' + three) + 'u' + two + 'u' + 'cbr' + 'c')


def dilations(net):
    return {link.dilate[0] for link in net.links()
            if isinstance(link, L.Convolution2D)}


@pytest.mark.parametrize('stride, expected', [
    (8, {1, 2, 4, 12, 24, 36}), (16, {1, 2, 6, 12, 18})])
def test_output_stride(stride, expected):
    net = DeepLabV3Plus(divisor=8, n_middle=1, output_stride=stride)
    assert dilations(net) == expected
    low, high = net.net.feature_extractor(np.zeros((1, 3, 224, 224), np.float32))
    assert low.shape[2:] == (56, 56)
    assert high.shape[2:] == (224 // stride, 224 // stride)


@pytest.mark.parametrize('wrong', [
    {'backbone': 'vgg16'}, {'output_stride': 32},
    {'backbone': 'resnet101', 'output_stride': 16}])
def test_unknown_deeplab(wrong):
    with pytest.raises(ValueError, match='there is no'):
        DeepLabV3Plus(divisor=8, **wrong)


@pytest.mark.parametrize('n_layer', [18, 152])
def test_unknown_resnet(n_layer):
    with pytest.raises(KeyError):
        PSPNet(divisor=16, n_layer=n_layer)


def test_variant_is_the_first_or_the_named_one(monkeypatch):
    built = []
    monkeypatch.setitem(BASELINES, 'unet', ('first', 'second'))
    for name in ('first', 'second'):
        monkeypatch.setitem(
            BUILDERS, ('unet', name), lambda profile, name=name: built.append(
                (name, profile)) or chainer.Link())
    for variant in (None, 'first', 'second'):
        make_net('unet', PROFILES['quick'], variant=variant)
    assert built == [(name, PROFILES['quick']) for name in (
        'first', 'first', 'second')]
    with pytest.raises(KeyError):
        make_net('unet', PROFILES['quick'], variant='third')


def test_every_variant_has_its_builder():
    assert list(BUILDERS) == [
        (name, variant) for name, variants in BASELINES.items() for variant in variants]


def test_defaults_of_the_long_runs():
    assert {name: variants[0] for name, variants in BASELINES.items()} == {
        'unet': 'unet64', 'deeplabv3plus': 'xception65', 'pspnet': 'resnet50',
        'segnet': 'basic'}
