"""Engines are chosen by name and by what is installed."""

import sys
import types

import numpy as np
import pytest

from fashionseg.configurations import PROFILES, make_net
from fashionseg.engines import current_engine, use_engine
from fashionseg.engines.compiled_kernels.vectors import VECTOR_BYTES
from fashionseg.engines.kept_weights import KeptWeights
from fashionseg.errors import UserError
from fashionseg.inference import choose_inference_engine as module, make_segmenter
from fashionseg.inference.choose_inference_engine import choose_inference_engine

TINY = PROFILES['quick']._replace(width=1 / 32)


@pytest.fixture
def installed(monkeypatch):
    """Call it with what shall be installed."""
    def set_installed(*names):
        monkeypatch.setattr(module, 'importlib', types.SimpleNamespace(
            util=types.SimpleNamespace(find_spec=lambda name: name in names or None)))
    use_engine('chainer', 1)
    return set_installed


@pytest.mark.parametrize('names, expected', [
    ((), 'chainer'), (('onnx',), 'chainer'), (('openvino',), 'chainer'),
    (('onnx', 'onnxruntime'), 'onnxruntime'),
    (('onnx', 'openvino'), 'openvino'),
    (('onnx', 'onnxruntime', 'openvino'), 'openvino')])
def test_auto(installed, names, expected):
    installed(*names)
    assert choose_inference_engine() == expected
    assert choose_inference_engine(on_cpu=False) == 'chainer'


def test_few_photos_do_not_wait_for_openvino(installed):
    installed('onnx', 'onnxruntime', 'openvino')
    assert choose_inference_engine(n_photo=199) == 'onnxruntime'
    assert choose_inference_engine(n_photo=200) == 'openvino'
    assert choose_inference_engine('openvino', n_photo=1) == 'openvino'
    assert choose_inference_engine(precision='bfloat16', n_photo=1) == 'openvino'
    installed('onnx', 'openvino')
    assert choose_inference_engine(n_photo=1) == 'chainer'


@pytest.mark.parametrize('is_fast', [True, False])
def test_our_network_keeps_to_kernels_that_are_faster(installed, monkeypatch, is_fast):
    installed('onnx', 'onnxruntime', 'openvino')
    monkeypatch.setattr(module, 'current_engine', lambda: types.SimpleNamespace(
        precision='float32', outruns_graphs=lambda: is_fast))
    for width in 0.5, 1:
        assert choose_inference_engine(our_width=width) == (
            'chainer' if is_fast else 'openvino')
    for width in 0, 0.25:  # another network, and one that is too narrow
        assert choose_inference_engine(our_width=width) == 'openvino'
    assert choose_inference_engine(precision='bfloat16', our_width=1) == 'openvino'
    assert choose_inference_engine('onnxruntime', our_width=1) == 'onnxruntime'


def test_which_networks_are_ours(monkeypatch):
    asked = []
    monkeypatch.setattr(
        sys.modules['fashionseg.inference.make_segmenter'], 'choose_inference_engine',
        lambda *args, our_width: asked.append(our_width) or 'chainer')
    for configuration in 'A', 'H', 'unet':
        make_segmenter(make_net(configuration, TINY))
    assert asked == [TINY.width, TINY.width, 0]


@pytest.mark.parametrize('name, expected', [
    ('chainer', False), ('numpy', VECTOR_BYTES == 64)])
def test_which_kernels_are_faster(name, expected):
    use_engine(name, 1)
    assert current_engine().outruns_graphs() is expected


def test_aten_in_bfloat16_is_not_faster():
    torch = pytest.importorskip('torch', reason='PyTorch is not installed')
    if not torch.cpu._is_avx512_bf16_supported():
        pytest.skip('this processor has no bfloat16')
    use_engine('aten', 1, 'bfloat16')
    assert current_engine().outruns_graphs() is False
    use_engine('aten', 1)
    assert current_engine().outruns_graphs() is (VECTOR_BYTES == 64)


@pytest.mark.parametrize('options, words', [
    (('openvino',), 'openvino is not installed: pip install'),
    (('onnxruntime',), 'onnxruntime is not installed: pip install'),
    (('auto', 'bfloat16'), 'needs OpenVINO: pip install'),
    (('chainer', 'bfloat16'), 'needs OpenVINO'),
    (('chainer', 'float16'), 'float32 or bfloat16'),
    (('openvino', 'float32', False), 'on a GPU; give --engine chainer')])
def test_what_cannot_be(installed, options, words):
    installed()
    with pytest.raises(UserError, match=words):
        choose_inference_engine(*options)


def test_no_low_precision_on_onnxruntime(installed):
    installed('onnx', 'onnxruntime')
    for name in ('onnxruntime', 'auto'):
        with pytest.raises(UserError, match='openvino|OpenVINO'):
            choose_inference_engine(name, 'bfloat16')


def test_a_processor_without_bfloat16(monkeypatch):
    pytest.importorskip('onnx', reason='the extra inference is not installed')
    openvino = pytest.importorskip(
        'openvino', reason='the extra inference is not installed')
    monkeypatch.setattr(openvino, 'Core', lambda: types.SimpleNamespace(
        get_property=lambda *names: ['FP32', 'INT8']))
    with pytest.raises(UserError, match='no bfloat16; give --precision float32'):
        make_segmenter(make_net('H', TINY), 'openvino', 'bfloat16')


@pytest.mark.parametrize('engine', ['chainer', 'onnxruntime', 'openvino'])
def test_labels(engine):
    if engine != 'chainer':
        for name in ('onnx', engine):
            pytest.importorskip(name, reason='the extra inference is not installed')
    net = make_net('H', TINY)
    x = np.random.default_rng(0).random((3, 3, 224, 224), np.float32)
    segment = make_segmenter(net, engine, n_thread=1)
    first = segment(x)
    assert first.dtype == np.int32 and first.shape == (3, 224, 224)
    kept = first.copy()
    assert np.mean(first == net.segment(x)) > 0.999
    segment(x[::-1].copy())
    np.testing.assert_array_equal(first, kept)  # an answer is nobody's memory


def test_filters_are_laid_out_once_and_anew_for_new_weights(monkeypatch):
    """The second network has the first one's links and other weights."""
    made = []
    make_once = KeptWeights.make_once
    monkeypatch.setattr(KeptWeights, 'make_once', staticmethod(
        lambda name, w, make: make_once(name, w, lambda: made.append(name) or make())))
    use_engine('numpy', 1)
    net, x = make_net('A', TINY), np.random.default_rng(0).random(
        (1, 3, 224, 224), np.float32)
    segment = make_segmenter(net, 'chainer')
    first, count = segment(x), len(made)
    np.testing.assert_array_equal(segment(x), first)
    assert count == len(made) > 0
    np.testing.assert_array_equal(net.segment(x), first)
    assert len(made) > count  # by itself it keeps nothing
    for param in net.params():
        param.array *= -1
    second = make_segmenter(net, 'chainer')(x)
    np.testing.assert_array_equal(second, net.segment(x))
    assert (second != first).any()
