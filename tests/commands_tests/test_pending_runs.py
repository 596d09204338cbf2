import argparse
import json
import os

import pytest

from fashionseg.commands.pending_runs import pending_runs
from fashionseg.configurations import CONFIGURATIONS, PROFILES, Settings
from fashionseg.errors import UserError


def _args(tmp_path, **changes):
    return argparse.Namespace(**{
        'dataset': 'generated', 'profile': 'quick', 'data': 'd', 'out': str(tmp_path),
        'devices': 'cpu', 'workers': None, 'epochs': None, 'batch_size': None,
        'learning_rate': None, 'decay': 'epoch', 'spl_form': 'binary',
        'image_scaling': 'area', 'connectivity': 4, 'absent': 'left-out',
        'kernels': 'auto', 'threads': None, 'precision': 'float32', 'tf32': None,
        'engine': 'auto', 'snapshot_minutes': 15, 'keep': 2, **changes})


def _pending(tmp_path, n_seed=1, n_device=1, **changes):
    return pending_runs(_args(tmp_path, **changes), str(tmp_path), range(n_seed),
                        n_device, 'hash')


def _names(runs):
    return [name for name, _, _ in runs]


def _finish(tmp_path, configuration='C', seed=0, **changes):
    folder = tmp_path / configuration / f'seed{seed}'
    folder.mkdir(parents=True)
    result = {'settings': Settings(configuration, PROFILES['quick'], seed).record(),
              'data_hash': 'hash', **changes}
    (folder / 'result.json').write_text(json.dumps(result))
    return folder / 'result.json'


def test_nothing_finished(tmp_path):
    runs = _pending(tmp_path, n_seed=2)
    # All of the first seed come before the second seed.
    assert _names(runs) == [f'{key} seed {seed}' for seed in (0, 1)
                            for key in reversed(CONFIGURATIONS)]
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize('n, name', [(-1, 'A'), (-8, 'H'), (-9, 'unet')])
def test_command(tmp_path, n, name):
    _, argv, log = _pending(tmp_path)[n]
    assert argv == [
        '-m', 'fashionseg', 'train', name, '--dataset', 'generated',
        '--profile', 'quick', '--data', 'd', '--out', str(tmp_path), '--devices',
        'cpu', '--kernels', 'auto', '--engine', 'auto', '--precision', 'float32',
        '--snapshot-minutes', '15', '--keep', '2', '--decay', 'epoch',
        '--spl-form', 'binary', '--image-scaling', 'area', '--connectivity', '4',
        '--absent', 'left-out', '--seed', '0']
    assert log == str(tmp_path / name / 'seed0' / 'output.txt')


def test_number_of_workers_is_passed_on(tmp_path):
    _, argv, _ = _pending(tmp_path, workers=0)[0]
    assert argv[argv.index('--workers') + 1] == '0'


def test_engine_is_passed_on(tmp_path):
    _, argv, _ = _pending(tmp_path, kernels='aten', threads=3, precision='bfloat16',
                          tf32=True, engine='openvino', snapshot_minutes=.5,
                          keep=3)[0]
    for option, value in (('--kernels', 'aten'), ('--threads', '3'),
                          ('--precision', 'bfloat16'), ('--engine', 'openvino'),
                          ('--snapshot-minutes', '0.5'), ('--keep', '3')):
        assert argv[argv.index(option) + 1] == value
    assert '--tf32' in argv


@pytest.mark.parametrize('engine, precision, same', [
    (None, 'float32', True), (None, 'bfloat16', False),
    ({'kernels': 'aten', 'precision': 'bfloat16', 'threads': 9}, 'bfloat16', True),
    ({'kernels': 'numpy', 'precision': 'bfloat16'}, 'float32', False)])
def test_precision_must_match_and_nothing_else(tmp_path, engine, precision, same):
    _finish(tmp_path, **({'engine': engine} if engine else {}))
    if same:
        assert 'C seed 0' not in _names(_pending(tmp_path, precision=precision))
    else:
        with pytest.raises(UserError, match='made with other settings'):
            _pending(tmp_path, precision=precision)


def test_changes_of_the_profile_are_passed_on(tmp_path):
    _, argv, _ = _pending(tmp_path, epochs=9, batch_size=6, learning_rate=0.25)[0]
    for option, value in (('--epochs', '9'), ('--batch-size', '6'),
                          ('--learning-rate', '0.25')):
        assert argv[argv.index(option) + 1] == value


def test_finished_runs_are_left_out(tmp_path):
    _finish(tmp_path, 'C', 0)
    _finish(tmp_path, 'unet', 1)
    names = _names(_pending(tmp_path, n_seed=2))
    assert len(names) == 22
    assert not {'C seed 0', 'unet seed 1'} & set(names)
    assert {'C seed 1', 'unet seed 0'} <= set(names)


@pytest.mark.parametrize('text', ['{', '', '[]', '{"settings": {}}', 'null'])
def test_damaged_result(tmp_path, text):
    path = _finish(tmp_path)
    path.write_text(text)
    with pytest.raises(UserError, match='C/seed0/result.json is damaged; remove it'):
        _pending(tmp_path)


@pytest.mark.parametrize('changes', [
    {'decay': 'beta2'}, {'spl_form': 'cross-entropy'}, {'connectivity': 8},
    {'image_scaling': 'nearest'}, {'absent': 'one'}, {'epochs': 77},
    {'batch_size': 3}, {'learning_rate': 0.5}, {'n_device': 2}])
def test_other_settings(tmp_path, changes):
    _finish(tmp_path)
    with pytest.raises(UserError, match='C/seed0/result.json was made with other set'):
        _pending(tmp_path, **changes)


def test_other_sizes(tmp_path, monkeypatch):
    _finish(tmp_path)
    monkeypatch.setitem(
        PROFILES, 'quick', PROFILES['quick']._replace(n_epoch=77))
    with pytest.raises(UserError, match='made with other settings'):
        _pending(tmp_path)


def test_other_workers_are_the_same_settings(tmp_path, monkeypatch):
    _finish(tmp_path)
    monkeypatch.setitem(PROFILES, 'quick', PROFILES['quick']._replace(n_worker=9))
    assert len(_pending(tmp_path, workers=3)) == 11


def test_other_photos(tmp_path):
    _finish(tmp_path, data_hash='0123456789abcdef')
    with pytest.raises(UserError, match=r'other photos \(data hash 0123456789ab\)'):
        _pending(tmp_path)
