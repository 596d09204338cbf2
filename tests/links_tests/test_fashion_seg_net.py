"""The wiring: shapes of every block, a second derivation, paths of the gradient."""

import chainer
import chainer.functions as F
import numpy as np
import pytest

from fashionseg.functions import (
    image_pyramid_loss, label_pooling_loss, segmentation_loss,
    segmentation_pyramid_loss)
from fashionseg.links import FashionSegNet, Scores
from tests.links_tests.hand_table_2 import (
    IMAGE_PYRAMID, INFERENCE, ROWS, SEGMENTATION_PYRAMID)

WIDTH = 1 / 16


class Calls(chainer.LinkHook):
    """Records block -> (input shapes, output) of every block that is called."""

    def __init__(self, net):
        super().__init__()
        self._names = {id(child): child.name for child in net.children()}
        self.seen = {}

    def forward_postprocess(self, args):
        name = self._names.get(id(args.link))
        if name is not None:
            assert name not in self.seen, 'computed twice'
            self.seen[name] = [part.shape for part in args.args], args.out


@pytest.fixture(scope='module')
def net():
    np.random.seed(0)
    return FashionSegNet(width=WIDTH)


@pytest.fixture(scope='module')
def x():
    return np.random.RandomState(0).rand(1, 3, 224, 224).astype(np.float32)


@pytest.fixture(scope='module')
def calls(net, x):
    hook = Calls(net)
    with hook:
        hook.scores = net(x)
    return hook


def test_shape_of_every_block(net, calls):
    assert set(calls.seen) == set(ROWS)
    for name, (_, layers, size) in ROWS.items():
        out = calls.seen[name][1]
        if name[0] == 'd':
            out = out[1]
        channels = layers[-1][0] if layers[-1][0] in (3, 14) else (
            net[name].out_channels)
        assert out.shape == (1, channels, size, size), name
        assert out.dtype == np.float32


def test_blocks_take_what_the_table_says(calls):
    sides = [112, 56, 28, 14, 7, 3, 1]
    side = dict(enumerate(sides))
    side[-1] = 224
    filters = {-1: 4, 0: 4, 1: 8, 2: 16, 3: 32, 4: 64, 5: 64, 6: 64}  # of a, e_i
    seen = {name: shapes for name, (shapes, _) in calls.seen.items()}

    def e(i):
        return (1, filters[i], side[i], side[i])

    def up(n, i):
        return (1, n, side[i - 1], side[i - 1])

    assert seen['a'] == [(1, 3, 224, 224)]
    assert seen['d6'] == [e(6)]
    for i in range(7):
        assert seen['e{}'.format(i)] == [e(i - 1)]
        assert seen['c{}'.format(i)] == [e(i)]
    for i in range(6):
        assert seen['d{}'.format(i)] == [e(i), up(14, i + 1), up(8, i + 1)]
    for i in range(5):
        assert seen['l{}'.format(i)] == [up(8, i), up(14, i), e(i - 1)]
    for i in range(1, 5):
        assert seen['b{}'.format(i)] == [e(i - 1)]


def test_scores_by_level(calls):
    scores = calls.scores
    assert isinstance(scores, Scores)
    assert {i: z.shape for i, z in scores.segmentation.items()} == {
        0: (1, 14, 224, 224), 1: (1, 14, 112, 112), 2: (1, 14, 56, 56),
        3: (1, 14, 28, 28), 4: (1, 14, 14, 14)}
    assert {i: z.shape for i, z in scores.reconstruction.items()} == {
        1: (1, 3, 112, 112), 2: (1, 3, 56, 56), 3: (1, 3, 28, 28),
        4: (1, 3, 14, 14)}
    assert {i: z.shape for i, z in scores.presence.items()} == {
        1: (1, 14, 56, 56), 2: (1, 14, 28, 28), 3: (1, 14, 14, 14),
        4: (1, 14, 7, 7), 5: (1, 14, 3, 3), 6: (1, 14, 1, 1)}


def slow_network(net, x):
    """The whole of reading 1 in NumPy but for the convolution itself."""

    def convolutions(name, h, last_relu):
        layers = ROWS[name][1]
        for n, (_, _, stride, pad) in enumerate(layers):
            conv = net[name][n]
            h = F.convolution_2d(h, conv.W.array, conv.b.array, stride, pad).array
            if last_relu or n + 1 < len(layers):
                h = np.where(h > 0, h, 0)
        return h

    def repeat(h, i):
        times = 3 if i > 4 else 2
        h = h.repeat(times, axis=2).repeat(times, axis=3)
        return h[:, :, 1:-1, 1:-1] if i == 5 else h

    def join(*parts):
        return np.concatenate(parts, axis=1)

    a = convolutions('a', x, True)
    e, c, d, up, previous = {-1: a}, {}, {}, {}, a
    for i in range(7):
        previous = e[i] = convolutions('e{}'.format(i), previous, True)
        c[i] = repeat(convolutions('c{}'.format(i), e[i], True), i)
    for i in (6, 5, 4, 3, 2, 1, 0):
        below = e[6] if i == 6 else join(e[i], up[i + 1], c[i + 1])
        d[i] = convolutions('d{}'.format(i), below, False)
        up[i] = repeat(1 / (1 + np.exp(-d[i])), i)
    del d[0]
    return Scores(
        {i: convolutions('l{}'.format(i), join(c[i], up[i], e[i - 1]), False)
         for i in range(5)},
        {i: convolutions('b{}'.format(i), e[i - 1], False) for i in range(1, 5)}, d)


def test_equals_a_second_derivation(net, x, calls):
    for ours, expected in zip(calls.scores, slow_network(net, x)):
        assert set(ours) == set(expected)
        for i in expected:
            assert expected[i].std() > 0
            np.testing.assert_allclose(ours[i].array, expected[i], atol=1e-5)


def losses(scores, x):
    labels = np.random.RandomState(1).randint(0, 14, (1, 224, 224)).astype(np.int32)
    return {
        'segmentation': segmentation_loss(scores.segmentation[0], labels),
        'ipl': image_pyramid_loss(scores.reconstruction, x),
        'spl': segmentation_pyramid_loss(scores.segmentation, labels),
        'lpl': label_pooling_loss(scores.presence, labels)}


def names(text):
    return set(text.split())


@pytest.mark.parametrize('term, reached', [
    # gamma = 0 leaves L_0 with up(d0): every D block still learns.
    ('segmentation', INFERENCE),
    ('ipl', names('a e0 e1 e2 e3 b1 b2 b3 b4')),
    ('spl', INFERENCE - names('c0 d0 l0') | SEGMENTATION_PYRAMID),
    ('lpl', INFERENCE - names('c0 c1 d0 l0')),
])
def test_gradient_of_each_term_reaches_its_blocks(net, x, calls, term, reached):
    net.cleargrads()
    losses(calls.scores, x)[term].backward()
    found = {
        child.name for child in net.children()
        if all(p.grad is not None and p.grad.any() for p in child.params())}
    touched = {
        child.name for child in net.children()
        if any(p.grad is not None for p in child.params())}
    assert found == touched == reached


@pytest.mark.parametrize('alpha', [True, False])
@pytest.mark.parametrize('beta', [True, False])
def test_blocks_that_no_loss_reads_are_not_there(x, alpha, beta):
    net = FashionSegNet(image_pyramid=alpha, segmentation_pyramid=beta, width=WIDTH)
    expected = (INFERENCE | (IMAGE_PYRAMID if alpha else set())
                | (SEGMENTATION_PYRAMID if beta else set()))
    assert {child.name for child in net.children()} == expected
    if not (alpha and beta):
        with Calls(net) as hook, chainer.no_backprop_mode():
            scores = net(x)
        assert set(hook.seen) == expected
        assert sorted(scores.segmentation) == ([0, 1, 2, 3, 4] if beta else [0])
        assert sorted(scores.reconstruction) == ([1, 2, 3, 4] if alpha else [])
        assert sorted(scores.presence) == [1, 2, 3, 4, 5, 6]


def test_pyramids_do_not_change_what_the_others_compute(net, x, calls):
    bare = FashionSegNet(False, False, WIDTH)
    for child in bare.children():
        child.copyparams(net[child.name])
    with chainer.no_backprop_mode():
        scores = bare(x)
    np.testing.assert_array_equal(
        scores.segmentation[0].array, calls.scores.segmentation[0].array)


def test_inference_computes_the_path_of_l0_alone(net, x, calls):
    with Calls(net) as hook:
        labels = net.segment(x)
    assert set(hook.seen) == INFERENCE
    np.testing.assert_array_equal(
        labels, calls.scores.segmentation[0].array.argmax(axis=1))
    assert labels.dtype == np.int32 and labels.shape == (1, 224, 224)
    # Nothing is kept for a gradient.
    assert all(out.creator is None for name, (_, out) in hook.seen.items()
               if name[0] != 'd')


@pytest.mark.parametrize('shape', [
    (1, 3, 223, 224), (1, 3, 224, 225), (1, 1, 224, 224), (1, 4, 224, 224),
    (3, 224, 224), (1, 3, 448, 448), (1, 224, 224, 3)])
def test_input_of_another_size_is_refused(net, shape):
    for method in (net, net.segmentation_scores, net.segment):
        with pytest.raises(ValueError, match='takes .N, 3, 224, 224.'):
            method(np.zeros(shape, np.float32))


@pytest.mark.parametrize('name', ['a', 'e0', 'e4', 'e6', 'c0', 'c5', 'c6', 'd6',
                                  'd5', 'd0', 'l0', 'l4', 'b1', 'b4'])
def test_block_of_another_size_is_named(x, name):
    net = FashionSegNet(width=1 / 32)
    pad = net[name][-1].pad[0]
    net[name][-1].pad = (pad + 1, pad + 1)
    with pytest.raises(ValueError, match=name.upper() + ' puts out'):
        with chainer.no_backprop_mode():
            net(x)
