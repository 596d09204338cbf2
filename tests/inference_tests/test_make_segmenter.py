"""Engines are chosen by name and by what is installed."""

import types

import numpy as np
import pytest

from fashionseg.configurations import PROFILES, make_net
from fashionseg.engines import use_engine
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
