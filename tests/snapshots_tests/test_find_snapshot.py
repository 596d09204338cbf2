"""The latest snapshot that is whole, and of this run."""

import json
import os
import random

import numpy as np
import pytest

from fashionseg.errors import UserError
from fashionseg.files import read_tensors, write_tensors
from fashionseg.snapshots import find_snapshot, list_snapshots

RECORD = {'configuration': 'A', 'seed': 0, 'precision': 'float32',
          'data_hash': 'a' * 64,
          'settings': {'decay': 'epoch', 'variant': None, 'profile': {'width': .5}}}


def write(folder, iteration, record=RECORD, format='fashionseg snapshot 1'):
    path = folder / f'snapshot_iter_{iteration}.safetensors'
    write_tensors(path, {'w': np.full(5, iteration)}, {
        'format': format, 'record': json.dumps(record),
        'texts': json.dumps({'log': '[]', 'none': None})})
    return path


@pytest.fixture
def folder(tmp_path):
    """With two snapshots; the later one is damaged by the tests."""
    write(tmp_path, 9)
    write(tmp_path, 10)
    return tmp_path


def found_iteration(folder):
    return int(find_snapshot(str(folder), RECORD).arrays['w'][0])


def test_none(tmp_path):
    assert find_snapshot(str(tmp_path), RECORD) is None


def test_the_number_decides(folder, capsys):
    # Neither the file's time nor the order of the alphabet does.
    os.utime(folder / 'snapshot_iter_9.safetensors', (2e9, 2e9))
    for name in ('snapshot_iter_11.safetensors.5.tmp', 'xsnapshot_iter_12.safetensors',
                 'snapshot_iter_x.safetensors', 'best.safetensors'):
        (folder / name).touch()
    assert [iteration for iteration, _ in list_snapshots(str(folder))] == [9, 10]
    found = find_snapshot(str(folder), RECORD)
    assert found.path == str(folder / 'snapshot_iter_10.safetensors')
    np.testing.assert_array_equal(found.arrays['w'], [10] * 5)
    assert found.texts == {'log': '[]', 'none': None}
    assert capsys.readouterr() == ('', '')


def damages(path):
    """20 cuts and 20 flipped bits over the whole file, zeros, other content."""
    whole = path.read_bytes()
    rng = random.Random(0)
    for k in range(20):
        yield whole[:len(whole) * k // 20]
    for _ in range(20):
        changed = bytearray(whole)
        changed[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        yield bytes(changed)
    yield bytes(len(whole))
    yield b'PK\x03\x04' + whole
    yield whole + b'\0'


def test_a_damaged_one_is_named_and_skipped(folder, capsys):
    path = folder / 'snapshot_iter_10.safetensors'
    contents = list(damages(path))
    assert len(contents) == 43
    for content in contents:
        path.write_bytes(content)
        assert found_iteration(folder) == 9
        out, err = capsys.readouterr()
        assert out == '' and err.count('\n') == 1
        assert err.startswith(f'note: {path} is damaged or of another kind: ')
        assert err.endswith('; going on from snapshot_iter_9.safetensors\n')
        assert path.read_bytes() == content


def test_what_is_no_file_is_skipped(folder, capsys):
    (folder / 'snapshot_iter_11.safetensors').mkdir()
    assert found_iteration(folder) == 10
    assert 'cannot be read' in capsys.readouterr().err


def test_all_damaged(folder):
    contents = list(damages(folder / 'snapshot_iter_10.safetensors'))
    for content in contents[::6]:
        for iteration in (9, 10):
            (folder / f'snapshot_iter_{iteration}.safetensors').write_bytes(content)
        with pytest.raises(UserError) as caught:
            find_snapshot(str(folder), RECORD)
        message = str(caught.value)
        assert '\n' not in message and 'remove them to begin this run anew' in message
        assert 'snapshot_iter_9.' in message and 'snapshot_iter_10.' in message
    assert len(os.listdir(folder)) == 2


@pytest.mark.parametrize('change, words', [
    ({'configuration': 'B'}, 'configuration is B there and A here'),
    ({'seed': 1}, 'seed is 1 there and 0 here'),
    ({'precision': 'bfloat16'}, 'precision is bfloat16 there and float32 here'),
    ({'data_hash': 'b' * 64}, f'data_hash is {"b" * 64} there and {"a" * 64} here'),
    ({'settings': {**RECORD['settings'], 'decay': 'beta2'}},
     'settings.decay is beta2 there and epoch here'),
    ({'settings': {**RECORD['settings'], 'profile': {'width': 1.}}},
     'settings.profile.width is 1.0 there and 0.5 here'),
    ({'settings': {**RECORD['settings'], 'new': 1}},
     'settings.new is 1 there and not given here'),
    ({'settings': {'decay': 'epoch', 'profile': {'width': .5}}},
     'settings.variant is not given there and None here')])
def test_of_another_run(folder, change, words):
    write(folder, 11, {**RECORD, **change})
    before = sorted(os.listdir(folder))
    with pytest.raises(UserError) as caught:
        find_snapshot(str(folder), RECORD)
    assert f'other settings or photos ({words})' in str(caught.value)
    assert 'snapshot_iter_11' in str(caught.value)
    assert sorted(os.listdir(folder)) == before


def test_all_differences_are_named(folder):
    write(folder, 11, {**RECORD, 'seed': 1, 'configuration': 'B'})
    with pytest.raises(UserError, match='configuration is B .* here; seed is 1 there'):
        find_snapshot(str(folder), RECORD)


@pytest.mark.parametrize('format, words', [
    ('fashionseg snapshot 2', 'format 2, of a newer version of fashionseg, and this'),
    ('fashionseg snapshot 0', 'format 0, of an older version of fashionseg'),
    ('fashionseg weights 1', 'holds no snapshot of fashionseg'), ('', 'no snapshot')])
def test_of_another_version(folder, format, words):
    write(folder, 11, format=format)
    with pytest.raises(UserError, match=words):
        find_snapshot(str(folder), RECORD)


def test_reading_needs_no_trust(folder, capsys):
    # A file of the library's that nobody has given a digest.
    from safetensors.numpy import save_file
    arrays, metadata = read_tensors(folder / 'snapshot_iter_10.safetensors')
    del metadata['sha256']
    save_file(arrays, folder / 'snapshot_iter_10.safetensors', metadata)
    assert found_iteration(folder) == 9
    assert 'no SHA-256 in its header' in capsys.readouterr().err


def test_what_may_differ(folder):
    other = {**RECORD, 'settings': {**RECORD['settings'], 'decay': 'beta2'}}
    with pytest.raises(UserError, match='settings.decay is epoch there and beta2 here'):
        find_snapshot(str(folder), other)
    assert find_snapshot(str(folder), other, ('settings.decay',)) is not None
    with pytest.raises(UserError, match='seed is 0 there and 1 here'):
        find_snapshot(str(folder), {**other, 'seed': 1}, ('settings.decay',))
