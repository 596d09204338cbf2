import json
import os
import pathlib
import runpy

from chainer.backends import cuda
import numpy as np
from PIL import Image
import pytest

import fashionseg
from fashionseg.classes import CLASS_NAMES
from fashionseg.commands import main as main_module, train as train_module
from fashionseg.commands.current_commit import current_commit
from fashionseg.commands.main import main
from fashionseg.configurations import CONFIGURATIONS, PROFILES, Settings, make_net
from fashionseg.datasets import PreparedDataset
from fashionseg.engines import INFERENCE_ENGINES, current_engine
from fashionseg.files import read_tensors
from fashionseg.tables.check_scores import check_scores

ROOT = pathlib.Path(__file__).parents[2]


def train(configuration, argv):
    return main(['train', configuration, *argv])


def _argv(data, out, *more):
    return ['--data', str(data), '--out', str(out), *more]


def _folder(out, configuration='H', seed=0):
    return pathlib.Path(out) / 'generated' / 'quick' / configuration / f'seed{seed}'


def _result(out, **options):
    return json.loads((_folder(out, **options) / 'result.json').read_text())


@pytest.fixture(scope='module')
def whole(tmp_path_factory, prepared):
    """Configuration H, not interrupted; (folder of results, standard output)."""
    out = tmp_path_factory.mktemp('whole')
    with pytest.MonkeyPatch.context() as patch:
        _tiny(patch)
        assert train('H', _argv(prepared, out)) == 0
    return out


def _tiny(patch):
    patch.setitem(PROFILES, 'quick', PROFILES['quick']._replace(
        width=1 / 32, n_epoch=2, batch_size=2, n_train=4, n_eval=2, n_worker=0))
    patch.setattr(train_module, 'use_engine', lambda *args: 'kernels')


def test_result_has_every_field(whole, prepared, tiny):
    result = _result(whole)
    assert result['engine'].pop('inference') in INFERENCE_ENGINES[1:]
    dataset = PreparedDataset(prepared / 'generated-quick', 'train')
    expected = {
        'configuration': 'H', 'dataset': 'generated', 'profile': 'quick', 'seed': 0,
        'data_hash': dataset.data_hash, 'n_train': 4, 'n_eval': 2, 'resumed': False,
        'n_param': make_net('H', PROFILES['quick']).count_params(),
        'settings': Settings('H', PROFILES['quick']).record(),
        'engine': current_engine().record()}
    assert {key: result[key] for key in expected} == expected
    assert result['commit'].split('+')[0] == current_commit().split('+')[0]
    assert result['seconds'] > 0
    assert result['command'] == f'fashionseg train H --data {prepared} --out {whole}'


def test_scores_of_each_epoch_and_the_best(whole):
    result = _result(whole)
    assert [scores['epoch'] for scores in result['epochs']] == [1, 2]
    for scores in result['epochs']:
        check_scores(scores)
        held = [value for value in scores['iou'].values() if value is not None]
        assert scores['miou'] == pytest.approx(np.mean(held))
        assert list(scores['iou']) == list(CLASS_NAMES)
    for key in ('miou', 'miou_plus'):
        best = max(scores[key] for scores in result['epochs'])
        assert result['best'][key] in result['epochs']
        assert result['best'][key][key] == best
    assert [set(losses) for losses in result['losses']] == [
        {'loss', 'loss/segmentation'}] * 2
    assert all(losses['loss'] == losses['loss/segmentation'] > 0
               for losses in result['losses'])


def test_files_of_a_finished_run(whole):
    assert sorted(os.listdir(_folder(whole))) == [
        'best.safetensors', 'curves.png', 'log', 'result.json']


def test_best_weights_describe_themselves(whole, prepared):
    result = _result(whole)
    arrays, metadata = read_tensors(_folder(whole) / 'best.safetensors')
    assert sum(array.size for array in arrays.values()) == result['n_param']
    assert metadata['format'] == 'fashionseg weights 1'
    assert json.loads(metadata['record']) == {
        'configuration': 'H', 'seed': 0, 'settings': result['settings'],
        'data_hash': result['data_hash'], 'precision': 'float32'}
    best = result['best']['miou']
    assert json.loads(metadata['scores']) == {
        key: best[key] for key in ('epoch', 'miou', 'miou_plus')}
    assert json.loads(metadata['classes']) == list(CLASS_NAMES)
    for key in ('commit', 'command', 'data_hash', 'dataset'):
        assert metadata[key] == result[key]
    assert metadata['fashionseg'] == fashionseg.__version__
    assert metadata['license'] == 'MIT'
    assert metadata['license'] in (ROOT / 'LICENSE').read_text()
    assert 'research' in metadata['intended_use']
    assert '\n' not in metadata['intended_use']


def test_finished_run_is_not_overwritten(whole, prepared, tiny, capsys):
    before = _result(whole)
    _fails(capsys, 'H', _argv(prepared, whole), 'result.json is there already')
    assert _result(whole) == before


def test_output(prepared, tiny, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(PROFILES, 'quick', PROFILES['quick']._replace(n_epoch=1))
    assert train('H', _argv(prepared, tmp_path, '--seed', '1')) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == 'kernels'  # what use_engine says
    assert lines[1].startswith('H seed 1: ') and 'one device, 2 photos' in lines[1]
    assert lines[2].startswith('epoch 1/1  loss ')
    best = _result(tmp_path, seed=1)['best']
    assert lines[3] == (f'mIoU {best["miou"]["miou"]:.3f} (epoch 1), '
                        f'mIoU+ {best["miou_plus"]["miou_plus"]:.3f} (epoch 1)')
    assert tiny == [('auto', None, 'float32', False)]


def _fails(capsys, configuration, argv, *words):
    """Exit 2 with one line that holds all words."""
    assert train(configuration, argv) == 2
    error = capsys.readouterr().err
    assert error.startswith('error: ') and error.count('\n') == 1, error
    for word in words:
        assert word in error


def _files(folder):
    return [name for _, _, names in os.walk(folder) for name in names]


@pytest.mark.parametrize('options, words', [
    (['--dataset', 'ccp', '--ccp-root', '/nowhere'], ['/nowhere']),
    (['--dataset', 'ccp'], ['--ccp-root']),
    (['--dataset', 'modanet'], ['--modanet-json', '--modanet-photos']),
    (['--dataset', 'modanet', '--modanet-json', '/nowhere/x.json',
      '--modanet-photos', '/nowhere'], ['/nowhere']),
    (['--devices', '0'], ['GPU 0', '--devices cpu']),
    (['--devices', 'gpu'], ['--devices gpu']),
    (['--seed', '-1'], ["'-1' is not a whole number from 0"]),
    (['--seed', '4294967296'], ['4294967295'])])
def test_bad_options(prepared, tiny, tmp_path, capsys, monkeypatch, options, words):
    monkeypatch.setattr(cuda, 'available', False)
    before = sorted(_files(prepared))
    _fails(capsys, 'H', _argv(prepared, tmp_path / 'out', *options), *words)
    assert not (tmp_path / 'out').exists()
    assert sorted(_files(prepared)) == before


def test_photos_that_no_number_of_devices_shares(prepared, tiny, tmp_path, capsys,
                                                 monkeypatch):
    monkeypatch.setattr(train_module, 'check_devices', lambda text: ['@numpy'] * 3)
    _fails(capsys, 'H', _argv(prepared, tmp_path / 'out'),
           'a batch of 2 photos cannot be shared by 3 devices')
    assert not (tmp_path / 'out').exists()


def test_disk_without_room(prepared, tiny, tmp_path, capsys, full_disk):
    _fails(capsys, 'H', _argv(prepared, tmp_path / 'out'), 'MB free', 'free some room')
    assert not (tmp_path / 'out').exists()


def test_disk_without_room_for_the_photos(tiny, tmp_path, capsys, full_disk):
    _fails(capsys, 'H', _argv(tmp_path / 'data', tmp_path / 'out'), 'free some room')
    assert _files(tmp_path) == []


def test_results_folder_is_a_file(prepared, tiny, tmp_path, capsys):
    (tmp_path / 'out').write_text('x')
    _fails(capsys, 'H', _argv(prepared, tmp_path / 'out'), 'cannot be written')
    assert (tmp_path / 'out').read_text() == 'x'


@pytest.mark.parametrize('split', ['train', 'eval'])
@pytest.mark.parametrize('damage', ['photo', 'size', 'class'])
def test_photos_that_cannot_be_used(data, tiny, tmp_path, capsys, split, damage):
    root = data / 'generated-quick'
    entry = next(p for p in PreparedDataset(root, split).index['photos']
                 if p['split'] == split)
    if damage == 'photo':
        (root / entry['photo']).write_bytes(b'no picture')
    else:
        label = np.zeros((9, 9) if damage == 'size' else (600, 400), np.uint8)
        label[0, 0] = 14
        image = Image.fromarray(label)
        image.putpalette(bytes(768))
        image.save(root / entry['label'])
    _fails(capsys, 'H', _argv(data, tmp_path / 'out'), f'photo {entry["id"]}')
    assert 'result.json' not in _files(tmp_path / 'out')


def test_weights_that_are_no_numbers(prepared, tiny, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(
        PROFILES, 'quick', PROFILES['quick']._replace(learning_rate=1e39))
    _fails(capsys, 'H', _argv(prepared, tmp_path), 'no longer numbers in iteration 2',
           'the update of iteration 1 (photos ', 'lower --learning-rate')
    assert 'result.json' not in _files(tmp_path)


SCRIPTS = {key: f'config_{key.lower()}' for key in 'ABCDEFGH'} | {
    name: name for name in CONFIGURATIONS[8:]}


def test_scripts_are_these():
    assert sorted(os.listdir(ROOT / 'experiments')) == sorted(
        name + '.py' for name in SCRIPTS.values())


@pytest.mark.parametrize('key', CONFIGURATIONS)
def test_script_trains_its_own_configuration(monkeypatch, key):
    monkeypatch.setattr(main_module, 'main', lambda argv: argv)
    monkeypatch.setattr('sys.argv', ['script', '--seed', '1'])
    path = ROOT / 'experiments' / f'{SCRIPTS[key]}.py'
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(path), run_name='__main__')
    assert end.value.code == ['train', key, '--seed', '1']
    # Data workers import the script; that must not train.
    runpy.run_path(str(path), run_name='__mp_main__')
