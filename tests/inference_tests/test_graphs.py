"""Every network gives Chainer's own scores on the other engines."""

import chainer
import chainer.functions as F
import chainer.links as L
import numpy as np
import pytest

from fashionseg.configurations import BASELINES, PROFILES, TABLE_5, make_net
from fashionseg.engines import use_engine
from fashionseg.errors import UserError
from fashionseg.inference import build_graph
from fashionseg.links import BaselineNet

TINY = PROFILES['quick']._replace(width=1 / 32, divisor=8, n_middle=1)
NETWORKS = [(name, None) for name in TABLE_5] + [
    (name, variant) for name, variants in BASELINES.items() for variant in variants]


@pytest.fixture(autouse=True)
def chainer_kernels():
    use_engine('chainer', 1)


def run(engine, graph, n_thread=1):
    pytest.importorskip('onnx', reason='the extra inference is not installed')
    pytest.importorskip(engine, reason='the extra inference is not installed')
    if engine == 'openvino':
        from fashionseg.inference.run_openvino import run_openvino
        return run_openvino(graph.SerializeToString(), n_thread)
    from fashionseg.inference.run_onnxruntime import run_onnxruntime
    return run_onnxruntime(graph.SerializeToString(), n_thread)


def make(name, variant=None):
    """A network whose biases and statistics are not those of a fresh one."""
    net, rng = make_net(name, TINY, variant=variant), np.random.default_rng(0)
    for link in net.links():
        if isinstance(link, L.BatchNormalization):
            link.avg_mean[:] = rng.normal(0, 0.1, link.avg_mean.shape)
            link.avg_var[:] = rng.uniform(0.5, 1.5, link.avg_var.shape)
            link.beta.array[:] = rng.normal(0, 0.1, link.beta.shape)
        elif getattr(link, 'b', None) is not None:
            link.b.array[:] = rng.normal(0, 0.1, link.b.shape)
    return net


def scores_of(net, x):
    with chainer.using_config('train', False), chainer.no_backprop_mode():
        return net.segmentation_scores(x).array


def check(net, engine, n=2, share=0):
    pytest.importorskip('onnx', reason='the extra inference is not installed')
    x = np.random.default_rng(1).random((n, 3, 224, 224), np.float32)
    expected = scores_of(net, x)
    assert np.ptp(expected) > 1e-3
    scores = run(engine, build_graph(net))(x)
    assert scores.dtype == np.float32
    wrong = abs(scores - expected) > 1e-4 * max(1, abs(expected).max())
    assert wrong.mean() <= share and scores.shape == expected.shape


@pytest.mark.parametrize('engine', ['onnxruntime', 'openvino'])
@pytest.mark.parametrize('name, variant', NETWORKS)
def test_scores(name, variant, engine):
    # SegNet unpools by the places of maxima, which rounding moves where two are equal
    # but for it; the places themselves are checked below.
    check(make(name, variant), engine, share=0.005 if name == 'segnet' else 0)


@pytest.mark.parametrize('engine', ['onnxruntime', 'openvino'])
def test_any_number_of_photos_in_any_order(engine):
    pytest.importorskip('onnx', reason='the extra inference is not installed')
    net = make('H')
    answer = run(engine, build_graph(net))
    for n in (3, 1, 5):
        x = np.random.default_rng(n).random((n, 3, 224, 224), np.float32)
        np.testing.assert_allclose(answer(x), scores_of(net, x), rtol=0, atol=1e-4)


class Other(chainer.Chain):
    """One layer with weights, and what a test puts around it."""

    def __init__(self, link, around):
        super().__init__()
        self._around = around
        with self.init_scope():
            self.link = link

    def forward(self, x):
        return self._around(self.link, x)


def up(x, pool=F.max_pooling_2d, **options):
    """Half the size and back."""
    return F.unpooling_2d(pool(x, 2, 2), 2, cover_all=False, **options)


def by_place(x):
    h, places = F.max_pooling_2d(x, 2, return_indices=True)
    return F.upsampling_2d(F.sigmoid(h), places, 2, outsize=x.shape[2:])


FOLDED = {
    'alone': (3, {}, lambda f, x: f(up(x))),
    'no bias': (3, {'nobias': True}, lambda f, x: f(up(x))),
    'between others': (9, {}, lambda f, x: f(F.concat((x, up(x), F.relu(x))))),
    'several': (9, {}, lambda f, x: f(F.concat((
        up(x), x, up(x, F.average_pooling_2d))))),
}
OTHERS = {
    'no unpooling': (6, {}, lambda f, x: f(F.concat((x, x)))),
    'kernel': (3, {'ksize': 5, 'pad': 2}, lambda f, x: f(up(x))),
    'dilation': (3, {'pad': 2, 'dilate': 2}, lambda f, x: f(up(x))),
    'groups': (6, {'groups': 2}, lambda f, x: f(up(F.concat((x, x))))),
    'by place': (3, {}, lambda f, x: f(by_place(F.relu(x)))),
    'overlap': (3, {}, lambda f, x: f(F.unpooling_2d(
        F.max_pooling_2d(x, 3, 2, 1, cover_all=False), 4, 2, 1, cover_all=False))),
    'cover all': (3, {}, lambda f, x: F.resize_images(
        f(F.max_pooling_2d(x, 3, 2, 0)), (224, 224))),
}


@pytest.mark.parametrize('engine', ['onnxruntime', 'openvino'])
@pytest.mark.parametrize('case', [*FOLDED, *OTHERS])
def test_functions_around_one_convolution(case, engine):
    n_in, options, around = {**FOLDED, **OTHERS}[case]
    link = L.Convolution2D(n_in, 14, **{'ksize': 3, 'pad': 1, **options})
    if link.b is not None:
        link.b.array[:] = np.arange(14)
    net = BaselineNet(Other(link, around))
    check(net, engine)
    made = [node.op_type for node in build_graph(net).graph.node]
    if case in FOLDED:
        assert made.count('DepthToSpace') == 1 and 'ConvTranspose' not in made
        # One for each corner, and one for what was not unpooled.
        assert made.count('Conv') == 4 + (n_in > 3)


def test_a_function_without_translation():
    pytest.importorskip('onnx', reason='the extra inference is not installed')
    net = BaselineNet(Other(L.Convolution2D(3, 14, 1), lambda f, x: f(F.exp(x))))
    with pytest.raises(UserError, match='Exp of Chainer has no translation to ONNX'):
        build_graph(net)


def test_places_of_other_windows():
    pytest.importorskip('onnx', reason='the extra inference is not installed')

    def around(f, x):
        h, places = F.max_pooling_2d(x, 4, return_indices=True)
        return f(F.upsampling_2d(h, places, 4, outsize=x.shape[2:]))

    with pytest.raises(UserError, match='2 x 2'):
        build_graph(BaselineNet(Other(L.Convolution2D(3, 14, 1), around)))


def test_labels_are_those_of_the_largest_scores():
    pytest.importorskip('onnx', reason='the extra inference is not installed')
    net = make('A')
    x = np.random.default_rng(2).random((2, 3, 224, 224), np.float32)
    scores = np.sort(scores_of(net, x), axis=1)
    clear = scores[:, -1] - scores[:, -2] > 1e-4
    for engine in ('onnxruntime', 'openvino'):
        labels = run(engine, build_graph(net, labels=True))(x)
        assert labels.dtype == np.int32 and labels.shape == (2, 224, 224)
        np.testing.assert_array_equal(labels[clear], net.segment(x)[clear])
