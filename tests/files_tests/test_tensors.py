"""Files of arrays: what was written comes back, and nothing else does."""

import errno
import hashlib
import json
import os
import random
import resource

import numpy as np
import pytest
from safetensors.numpy import save_file

from fashionseg.errors import UserError
from fashionseg.files import read_tensors, write_tensors

ARRAYS = {'a/w': np.arange(12, dtype=np.float32).reshape(3, 4), 'n': np.int64(7),
          'empty': np.zeros((0, 2), np.float16), 'b': np.array([True, False]),
          'strided': np.arange(6.).reshape(2, 3).T}
METADATA = {'run': json.dumps({'sha256': 'x', '"sha256":"': 'ü'}), 'log': ''}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / 'new' / 'x.safetensors'
    write_tensors(path, ARRAYS, METADATA)
    return path


def test_round_trip(path):
    arrays, metadata = read_tensors(path)
    assert sorted(arrays) == sorted(ARRAYS)
    for name, array in arrays.items():
        assert array.dtype == np.asarray(ARRAYS[name]).dtype
        assert array.shape == np.shape(ARRAYS[name])
        np.testing.assert_array_equal(array, ARRAYS[name])
    digest = metadata.pop('sha256')
    assert metadata == METADATA
    # By hand: the file as it was before the digest was put in.
    content = path.read_bytes()
    assert content.count(digest.encode()) == 1
    blank = content.replace(digest.encode(), b'0' * 64)
    assert hashlib.sha256(blank).hexdigest() == digest
    assert os.listdir(path.parent) == ['x.safetensors']


def test_arrays_stay_when_the_file_is_replaced(path):
    arrays, _ = read_tensors(path)
    path.write_bytes(b'')
    np.testing.assert_array_equal(arrays['a/w'], ARRAYS['a/w'])


def test_every_cut_is_found(path):
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(UserError, match='x.safetensors'):
            read_tensors(path)


def test_every_flipped_bit_is_found(path):
    whole = path.read_bytes()
    rng = random.Random(0)
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        with pytest.raises(UserError, match='x.safetensors'):
            read_tensors(path)


def test_more_bytes_are_found(path):
    path.write_bytes(path.read_bytes() + b'\0')
    with pytest.raises(UserError, match='SHA-256'):
        read_tensors(path)


def test_a_file_without_digest(tmp_path):
    save_file({'a': ARRAYS['a/w']}, tmp_path / 'x.safetensors', {'log': ''})
    with pytest.raises(UserError, match='no SHA-256 in its header'):
        read_tensors(tmp_path / 'x.safetensors')


def test_what_is_not_there(tmp_path):
    with pytest.raises(UserError, match='No such file'):
        read_tensors(tmp_path / 'x.safetensors')
    with pytest.raises(UserError, match='directory'):
        read_tensors(tmp_path)


@pytest.mark.parametrize('metadata, arrays, error', [
    ({'sha256': ''}, {}, ValueError),
    ({'number': 1}, {}, TypeError),
    ({}, {'text': np.array('text')}, Exception),
    ({}, {'object': np.array(None)}, Exception),
])
def test_what_cannot_be_written_leaves_the_old_file(path, metadata, arrays, error):
    before = path.read_bytes()
    with pytest.raises(error):
        write_tensors(path, arrays, metadata)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ['x.safetensors']


def test_the_digest_does_not_depend_on_the_place(tmp_path, path):
    first = write_tensors(tmp_path / 'a', {'a': ARRAYS['a/w']}, {'log': ''})
    assert write_tensors(tmp_path / 'b', {'a': ARRAYS['a/w']}, {'log': ''}) == first


def test_the_same_content_gives_the_same_bytes(tmp_path):
    texts = {f'text {k}': '"ü\\\n\t\x1f\u2028' * k for k in range(20)}
    for name in ('a', 'b'):
        write_tensors(tmp_path / name, ARRAYS, texts)
        _, metadata = read_tensors(tmp_path / name)
        del metadata['sha256']
        assert metadata == texts
    assert (tmp_path / 'a').read_bytes() == (tmp_path / 'b').read_bytes()


def test_others_may_read_it_as_any_file(tmp_path):
    for mask, mode in ((0o022, 0o644), (0o077, 0o600)):
        before = os.umask(mask)
        try:
            write_tensors(tmp_path / 'x', ARRAYS, {})
        finally:
            os.umask(before)
        assert os.stat(tmp_path / 'x').st_mode & 0o777 == mode


def test_a_write_that_the_system_refuses(path):
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # As a full disk does, this ends the write in the middle.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(OSError) as caught:
            write_tensors(path, {'a': np.zeros(10_000)}, {})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.errno == errno.EFBIG
    assert os.path.dirname(caught.value.filename) == str(path.parent)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ['x.safetensors']
