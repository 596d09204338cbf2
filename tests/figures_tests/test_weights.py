"""Weights are found, fit, and are never more than numbers."""

import json
import pickle

import numpy as np
import pytest
from tests.figures_tests.conftest import TINY, write_run

from fashionseg.configurations import make_net
from fashionseg.errors import UserError
from fashionseg.figures.find_weights import find_weights
from fashionseg.files import read_tensors, write_tensors
from fashionseg.inference import load_model
from fashionseg.inference.load_arrays import load_arrays

HASH = 'd' * 64


@pytest.fixture
def path(tmp_path):
    """Weights of A, other than a fresh network's."""
    path = write_run(tmp_path, 'A', HASH)
    change(path, lambda arrays, metadata: arrays.update(
        {name: array + 1 for name, array in arrays.items()}))
    return path


def change(path, how):
    arrays, metadata = read_tensors(path)
    del metadata['sha256']
    how(arrays, metadata)
    write_tensors(path, arrays, metadata)


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


def test_the_folder_or_the_file_alone(path, tmp_path):
    moved = path.rename(tmp_path / 'net.safetensors')
    assert load_model(str(moved)).configuration == 'A'
    moved.rename(path)
    assert load_model(str(path.parent)).data_hash == HASH
    path.unlink()
    fails(path.parent, 'best.safetensors is not there; name the folder of a run')


def test_weights_of_another_width(path):
    def widen(arrays, metadata):
        record = json.loads(metadata['record'])
        record['settings']['profile']['width'] = 1 / 8
        metadata['record'] = json.dumps(record)

    change(path, widen)
    fails(path, 'other weights than the network')


@pytest.mark.parametrize('name, array, words', [
    # Chainer would repeat the first two, and round or cast the next ones.
    ('e0/0/b', np.zeros(1, np.float32), r'float32 \(1,\) instead of float32 \(4,\)'),
    ('e0/0/b', np.float32(0), r'float32 \(\) instead of float32 \(4,\)'),
    ('e0/0/b', np.zeros(4), r'float64 \(4,\) instead of float32 \(4,\)'),
    ('e0/0/b', np.zeros(4, np.float16), r'float16 \(4,\) instead of float32 \(4,\)'),
    ('e0/0/b', np.zeros(4, bool), r'bool \(4,\) instead of float32 \(4,\)'),
    ('e0/0/b', None, r'nothing instead of float32 \(4,\)'),
    ('z', np.zeros(2), r'float64 \(2,\) instead of nothing')])
def test_weights_of_another_network(path, name, array, words):
    change(path, lambda arrays, metadata: (
        arrays.pop(name) if array is None else arrays.update({name: array})))
    fails(path, f'{name}: {words}')


@pytest.mark.parametrize('value', [np.nan, np.inf, -np.inf])
def test_weights_that_are_no_numbers(path, value):
    def spoil(arrays, metadata):
        arrays['l3/0/W'].flat[7] = value

    change(path, spoil)
    fails(path, r'weights that are no numbers \(l3/0/W\)')


def test_the_network_stays_as_it_was(path):
    net = make_net('A', TINY)
    before = {name: param.array.copy() for name, param in net.namedparams()}
    arrays, _ = read_tensors(path)
    last = max(arrays)
    arrays[last] = arrays[last] * np.nan
    with pytest.raises(UserError, match=last):
        load_arrays('file', arrays, net)
    for name, param in net.namedparams():
        np.testing.assert_array_equal(param.array, before[name])


def test_damaged_weights(path):
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[-5] ^= 1
    for content in (whole[:len(whole) // 2], b'', b'weights', bytes(changed)):
        path.write_bytes(content)
        fails(path, 'damaged')


def test_a_pickle_in_place_of_weights_is_refused_and_not_run(path, tmp_path):
    class Bomb:
        def __reduce__(self):
            return open, (str(tmp_path / 'made'), 'w')

    path.write_bytes(pickle.dumps(Bomb()))
    fails(path, 'damaged')
    assert not (tmp_path / 'made').exists()
    pickle.loads(path.read_bytes())
    assert (tmp_path / 'made').exists()  # it would have run


def test_other_photos(path):
    fails(path, 'made with other photos .data hash dddd', data_hash='e' * 64)


def test_weights_in_the_wrong_folder(path):
    fails(path, 'belongs to configuration A', configuration='B')


@pytest.mark.parametrize('text', [
    '', '[]', '{"settings": {}}', '{"settings": {"profile": {"depth": 1}}}'])
def test_a_damaged_record(path, text):
    change(path, lambda arrays, metadata: metadata.update(record=text))
    fails(path, 'describes no network of this version')


def test_no_record(path):
    change(path, lambda arrays, metadata: metadata.pop('record'))
    fails(path, 'describes no network of this version')


@pytest.mark.parametrize('text, words', [
    ('fashionseg weights 2', 'of format 2, of a newer version .* reads 1'),
    ('fashionseg weights 0', 'of an older version'),
    ('fashionseg snapshot 1', 'holds no weights of fashionseg'),
    ('pt', 'holds no weights of fashionseg'), (None, 'holds no weights')])
def test_other_formats(path, text, words):
    change(path, lambda arrays, metadata: (
        metadata.pop('format') if text is None else metadata.update(format=text)))
    fails(path, words)
