"""predict, evaluate and export, with the weights of a run."""

import json

import numpy as np
import pytest
from PIL import Image
from tests.figures_tests.conftest import write_run

from fashionseg.classes import PALETTE
from fashionseg.commands import export as export_module
from fashionseg.commands.main import main
from fashionseg.datasets import PreparedDataset
from fashionseg.extensions import evaluate as score
from fashionseg.inference import load_model
from fashionseg.transforms import resize_label, to_network_input

ENGINE = ['--engine', 'chainer', '--kernels', 'chainer']


def predict(argv):
    return main(['predict', *argv])


def evaluate(weights, *argv):
    return main(['evaluate', '--weights', weights, *argv])


def export(weights, *argv):
    return main(['export', '--weights', weights, *argv])


@pytest.fixture(scope='module')
def held_out(prepared):
    return PreparedDataset(str(prepared / 'generated-quick'), 'eval')


@pytest.fixture
def run(tmp_path, held_out):
    return str(write_run(tmp_path / 'runs', 'H', held_out.data_hash).parent)


@pytest.fixture
def photos(tmp_path):
    """Three photos of odd sizes and kinds."""
    folder = tmp_path / 'photos'
    folder.mkdir()
    rng = np.random.default_rng(0)
    colours = rng.integers(0, 256, (37, 501, 3), dtype=np.uint8)
    Image.fromarray(colours).save(folder / 'wide.png')
    Image.fromarray(colours[..., 0]).save(folder / 'grey.jpg')
    turned = Image.fromarray(colours)
    exif = turned.getexif()
    exif[0x0112] = 6  # to be turned by a quarter
    turned.save(folder / 'turned.jpg', exif=exif)
    (folder / 'notes.txt').write_text('no photo')
    return folder


def fails(capsys, status, words):
    out, err = capsys.readouterr()
    assert status == 2
    assert err.startswith('error: ') and words in err and err.count('\n') == 1


def test_predict(run, photos, tmp_path):
    out = tmp_path / 'labels'
    assert predict([str(photos), '--weights', run, '--out', str(out), *ENGINE]) == 0
    assert sorted(path.name for path in out.iterdir()) == sorted(
        name + end for name in ('grey', 'turned', 'wide')
        for end in ('.json', '.png', '_overlay.jpg'))
    net = load_model(run).net
    photo = np.array(Image.open(photos / 'wide.png'))
    expected = resize_label(net.segment(to_network_input(photo)[None])[0], (37, 501))
    with Image.open(out / 'wide.png') as label:
        np.testing.assert_array_equal(np.array(label), expected)
        np.testing.assert_array_equal(
            np.array(label.convert('RGB')), PALETTE[expected])
    assert Image.open(out / 'turned.png').size == (37, 501)
    assert Image.open(out / 'turned_overlay.jpg').size == (37, 501)


@pytest.mark.parametrize('make, words', [
    (lambda folder: [str(folder / 'none.jpg')], 'none.jpg is not there'),
    (lambda folder: [str(folder.parent / 'runs')], 'has no photo'),
])
def test_wrong_photos(run, photos, tmp_path, capsys, make, words):
    out = tmp_path / 'labels'
    fails(capsys, predict([
        *make(photos), '--weights', run, '--out', str(out), *ENGINE]), words)
    assert not out.exists()


@pytest.mark.parametrize('command', ['predict', 'evaluate', 'export'])
def test_weights_that_cannot_be_used(command, run, photos, prepared, tmp_path, capsys):
    def call(weights):
        out = str(tmp_path / 'out')
        if command == 'predict':
            return predict([str(photos), '--weights', weights, '--out', out, *ENGINE])
        if command == 'evaluate':
            return evaluate(weights, '--data', str(prepared), *ENGINE)
        pytest.importorskip('onnxruntime', reason='the extra is not installed')
        pytest.importorskip('onnx', reason='the extra is not installed')
        return export(weights, '--out', out, '--kernels', 'chainer')

    fails(capsys, call(str(photos)), 
          'best.safetensors is not there; name the folder of a run')
    onnx = tmp_path / 'net.onnx'
    onnx.write_bytes(b'\x08\x08')
    fails(capsys, call(str(onnx)), 'is damaged or of another kind')
    whole = open(f'{run}/best.safetensors', 'rb').read()
    with open(f'{run}/best.safetensors', 'wb') as file:
        file.write(whole[:1000])
    fails(capsys, call(run), 'is damaged')
    assert not (tmp_path / 'out').exists()


def test_evaluate(run, prepared, held_out, tmp_path, capsys):
    path = tmp_path / 'scores.json'
    assert evaluate(run, '--data', str(prepared), '--json', str(path), *ENGINE) == 0
    expected = score(load_model(run).net.segment, held_out)
    scores = json.loads(path.read_text())
    assert {key: scores[key] for key in expected} == expected
    assert (scores['configuration'], scores['n_eval']) == ('H', 2)
    out = capsys.readouterr().out
    for key, words in (('miou', 'mIoU '), ('miou_plus', 'mIoU+'),
                       ('pooled_miou', 'pooled mIoU')):
        assert f'{words.strip():12} {expected[key]:.4f}' in out


def test_no_photos_to_evaluate_on(run, tmp_path, capsys):
    fails(capsys, evaluate(run, '--data', str(tmp_path), *ENGINE),
          'has the hash of the run')


@pytest.fixture
def onnx():
    pytest.importorskip('onnxruntime', reason='the extra is not installed')
    return pytest.importorskip('onnx', reason='the extra is not installed')


@pytest.mark.parametrize('where, words', [
    ('held-out', '2 held-out photos of generated'), ('folder', '3 photos of'),
    ('none', '4 generated photos, since no data set in')])
def test_export(onnx, run, prepared, photos, tmp_path, capsys, where, words):
    out = tmp_path / 'new' / 'net.onnx'
    data = prepared if where == 'held-out' else tmp_path
    given = ['--photos', str(photos)] if where == 'folder' else []
    assert export(run, '--out', str(out), '--data', str(data), '--n-photos', '4',
                  '--kernels', 'chainer', *given) == 0
    assert words in capsys.readouterr().out
    assert [path.name for path in out.parent.iterdir()] == ['net.onnx']
    onnx.checker.check_model(onnx.load(out))


def test_scores_that_differ(onnx, run, tmp_path, capsys, monkeypatch):
    build = export_module.build_graph

    def other(net):
        net.l0[1].b.array[3] += 1e-3
        graph = build(net)
        net.l0[1].b.array[3] -= 1e-3
        return graph

    monkeypatch.setattr(export_module, 'build_graph', other)
    out = tmp_path / 'new' / 'net.onnx'
    fails(capsys, export(run, '--out', str(out), '--data', str(tmp_path),
                         '--n-photos', '1', '--kernels', 'chainer'),
          'was not written: its scores differ')
    assert list(out.parent.iterdir()) == []


def test_wrong_options(onnx, run, tmp_path, capsys):
    fails(capsys, export(run, '--out', str(tmp_path)), 'is a folder')
    fails(capsys, export(run, '--out', 'x', '--n-photos', '0'),
          "'0' is not a whole number from 1 up")
