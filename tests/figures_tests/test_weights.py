"""Weights are found, fit, and are never more than arrays."""

import json
import pickle

import numpy as np
import pytest
from tests.figures_tests.conftest import TINY, write_run

from fashionseg.configurations import make_net
from fashionseg.errors import UserError
from fashionseg.figures.find_weights import find_weights
from fashionseg.inference import load_model

HASH = 'd' * 64


class Bomb:
    """Unpickling it makes a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), 'w')


@pytest.fixture
def path(tmp_path):
    """Weights of A, other than a fresh network's."""
    path = write_run(tmp_path, 'A', HASH)
    change(path, lambda arrays: arrays.update(
        {name: array + 1 for name, array in arrays.items()}))
    return path


def change(path, how):
    with np.load(path) as file:
        arrays = dict(file)
    how(arrays)
    np.savez(path, **arrays)


def load(path, configuration='A', data_hash=HASH):
    return load_model(str(path), configuration, data_hash)


def fails(path, words, **options):
    with pytest.raises(UserError, match=words) as caught:
        load(path, **options)
    assert str(path.parent) in str(caught.value)
    assert '\n' not in str(caught.value)


def test_the_lowest_seed_with_weights_counts(tmp_path):
    for configuration, seed in (('segnet', 10), ('segnet', 2), ('A', 1)):
        write_run(tmp_path, configuration, HASH, seed)
    write_run(tmp_path, 'segnet', HASH, 0).unlink()
    folder = tmp_path / 'generated' / 'quick'
    (folder / 'B').mkdir()
    (folder / 'A' / 'seed0x').mkdir()
    assert find_weights(str(folder)) == {
        'A': str(folder / 'A' / 'seed1' / 'best.safetensors'),
        'segnet': str(folder / 'segnet' / 'seed2' / 'best.safetensors')}


@pytest.mark.parametrize('configuration', ['A', 'segnet'])
def test_a_network_gets_its_weights(tmp_path, configuration):
    path = write_run(tmp_path, configuration, HASH, seed=3)
    fresh = dict(make_net(configuration, TINY, seed=3).namedparams())
    model = load(path, configuration)
    assert (model.seed, model.connectivity) == (3, 4)
    for name, param in model.net.namedparams():
        np.testing.assert_array_equal(param.array, fresh[name].array)


def test_values_come_from_the_file(path):
    model = load(path)
    fresh = dict(make_net('A', TINY).namedparams())
    for name, param in model.net.namedparams():
        np.testing.assert_array_equal(param.array, fresh[name].array + 1)


def test_weights_of_another_width(path):
    run = json.loads(path.with_name('run.json').read_text())
    run['settings']['profile']['width'] = 1 / 8
    path.with_name('run.json').write_text(json.dumps(run))
    fails(path, 'other weights than the network')


def test_weights_that_would_be_repeated_to_fit(path):
    change(path, lambda arrays: arrays.update({'e0/0/b': np.zeros(1, np.float32)}))
    fails(path, r'e0/0/b: float32 \(1,\) instead of float32 \(4,\)')


def test_weights_that_are_missing_or_too_many(path):
    change(path, lambda arrays: arrays.pop('e0/0/b'))
    fails(path, 'e0/0/b: nothing instead')
    write_run(path.parents[4], 'A', HASH)
    change(path, lambda arrays: arrays.update(z=np.zeros(2)))
    fails(path, r'z: float64 \(2,\) instead of nothing')


def test_a_pickled_object_is_refused_and_not_run(path, tmp_path):
    made = tmp_path / 'made'
    bomb = np.array(Bomb(made), dtype=object)
    change(path, lambda arrays: arrays.update({'e0/0/b': bomb}))
    fails(path, 'damaged or holds more than arrays')
    assert not made.exists()
    with np.load(path, allow_pickle=True) as file:
        file['e0/0/b']
    assert made.exists()  # it would have run


def test_a_pickle_in_place_of_weights_is_refused_and_not_run(path, tmp_path):
    path.write_bytes(pickle.dumps(Bomb(tmp_path / 'made')))
    fails(path, 'damaged or holds more than arrays')
    assert not (tmp_path / 'made').exists()


def test_damaged_weights(path):
    whole = path.read_bytes()
    for content in (whole[:len(whole) // 2], b'', b'weights'):
        path.write_bytes(content)
        fails(path, 'damaged')
    with open(path, 'wb') as file:
        np.save(file, np.zeros(3))
    fails(path, 'damaged')


def test_other_photos(path):
    fails(path, 'made with other photos .data hash dddd', data_hash='e' * 64)


def test_weights_in_the_wrong_folder(path):
    fails(path, 'belongs to configuration A', configuration='B')


@pytest.mark.parametrize('text', [
    None, '', '[]', '{"settings": {}}', '{"settings": {"profile": {"depth": 1}}}'])
def test_a_damaged_record(path, text):
    record = path.with_name('run.json')
    record.unlink() if text is None else record.write_text(text)
    fails(path, 'run.json is missing, damaged or of another version')
