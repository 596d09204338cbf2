import json
import pickle

import numpy as np
from PIL import Image
import pytest

from fashionseg.classes import CLASS_NAMES, PALETTE
from fashionseg.datasets import PreparedDataset, prepared
from fashionseg.datasets.data_hash import data_hash
from fashionseg.datasets.writer import write_prepared
from fashionseg.errors import UserError

LABEL = np.array([[0, 6, 6], [2, 6, 13]], np.uint8)


def read_job(job):
    with open(job['path'], 'rb') as f:
        return f.read(), LABEL.copy(), {'instances': {6: 1, 2: 2, 13: 1}}


def make(tmp_path, name='out', colour=(200, 100, 50), read=read_job):
    jobs = []
    for number, split in ((2, 'eval'), (1, 'train'), (3, 'train')):
        path = tmp_path / f'{number}.jpg'
        Image.new('RGB', (3, 2), colour).save(path, quality=100)
        jobs.append({'id': f'{number:04d}', 'split': split, 'path': str(path)})
    return write_prepared(
        str(tmp_path / name), 'ccp', {'files': 'x'}, jobs, read, 3000)


@pytest.fixture
def root(tmp_path):
    return tmp_path / make(tmp_path)


def _index(root):
    return json.loads((root / 'index.json').read_text())


def test_reads_back(root):
    train, held = PreparedDataset(str(root), 'train'), PreparedDataset(root, 'eval')
    assert (train.ids, held.ids) == (['0001', '0003'], ['0002'])
    assert (len(train), len(held), train.name) == (2, 1, 'ccp')
    photo, label = train[1]
    assert photo.shape == (2, 3, 3) and photo.dtype == np.uint8
    expected = np.broadcast_to([200, 100, 50], (2, 3, 3))
    np.testing.assert_allclose(photo, expected, atol=4)
    np.testing.assert_array_equal(label, LABEL)
    assert label.dtype == np.uint8


def test_index(root):
    index = _index(root)
    assert index['format'] == 1 and index['classes'] == list(CLASS_NAMES)
    assert [p['id'] for p in index['photos']] == ['0001', '0002', '0003']
    photo = index['photos'][0]
    assert photo['instances'] == {'2': 2, '6': 1, '13': 1}
    assert photo['pixels'] == {'0': 1, '2': 1, '6': 3, '13': 1}
    assert (photo['width'], photo['height'], photo['split']) == (3, 2, 'train')
    assert photo['photo'] == 'photos/0001.jpg' and photo['label'] == 'labels/0001.png'


def test_photo_bytes_are_the_sources(root, tmp_path):
    assert (root / 'photos/0001.jpg').read_bytes() == (tmp_path / '1.jpg').read_bytes()


def test_label_file_has_the_palette(root):
    with Image.open(root / 'labels/0001.png') as image:
        assert image.mode == 'P'
        assert image.getpalette()[:42] == PALETTE.ravel().tolist()


def test_hash_follows_the_content(root, tmp_path):
    first = _index(root)['data_hash']
    assert _index(tmp_path / make(tmp_path, 'again'))['data_hash'] == first
    other = _index(tmp_path / make(tmp_path, 'other', (0, 0, 0)))
    assert other['data_hash'] != first
    relabelled = make(tmp_path, 'relabelled', read=lambda job: (
        read_job(job)[0], 0 * LABEL, {'instances': {}}))
    assert _index(tmp_path / relabelled)['data_hash'] != first


def test_hash_by_hand():
    # printf '{"a":[1,2],"b":"x"}' | sha256sum
    assert data_hash({'b': 'x', 'a': [1, 2], 'data_hash': 'old'}) == (
        'd0f56dda38d34376527524ddd98f7ec117d5cbfb240f86e11bfb9d2d01a717d9')


def _fails(root, words):
    with pytest.raises(UserError, match=words):
        PreparedDataset(str(root), 'train')[0]


def test_no_folder_or_index(root):
    _fails(root / 'nowhere', 'no prepared data set in .*nowhere')
    (root / 'index.json').unlink()
    _fails(root, 'no prepared data set')


@pytest.mark.parametrize('text', ['', '{"format": 1', '\x00'])
def test_damaged_index(root, text):
    (root / 'index.json').write_text(text)
    _fails(root, 'damaged')


@pytest.mark.parametrize('text', ['[]', '{}', '3'])
def test_index_of_another_form(root, text):
    (root / 'index.json').write_text(text)
    _fails(root, 'not an index of this version')


def test_index_of_another_version(root):
    (root / 'index.json').write_text(json.dumps({**_index(root), 'format': 2}))
    _fails(root, 'not an index of this version')


def test_unknown_split(root):
    with pytest.raises(UserError, match="no split 'val'"):
        PreparedDataset(root, 'val')


@pytest.mark.parametrize('name', ['photos/0001.jpg', 'labels/0001.png'])
def test_unreadable_or_missing_file(root, name):
    data = (root / name).read_bytes()
    for damaged in (b'', b'no image', data[:len(data) // 2]):
        (root / name).write_bytes(damaged)
        _fails(root, 'photo 0001: .*cannot be read')
    (root / name).unlink()
    _fails(root, 'photo 0001: .*cannot be read')


def test_label_of_another_size(root):
    Image.fromarray(LABEL.T.copy()).save(root / 'labels/0001.png')
    _fails(root, 'photo 0001: the photo is 3 x 2 .*label 2 x 3')


def test_label_of_another_kind(root):
    Image.new('RGB', (3, 2)).save(root / 'labels/0001.png')
    _fails(root, 'photo 0001: .*not an 8-bit palette')


def test_class_id_above_13(root):
    Image.fromarray(LABEL + np.uint8(1)).save(root / 'labels/0001.png')
    _fails(root, 'photo 0001: class id 14')


@pytest.mark.parametrize('kept, n_read', [(48, 2), (47, 4)])
def test_small_sets_are_decoded_once(root, monkeypatch, kept, n_read):
    # Two photos of 3 x 2 pixels: 3 bytes of colour and a label each.
    monkeypatch.setattr(prepared, '_KEPT_BYTES', kept)
    train, read = PreparedDataset(root, 'train'), []
    assert train.kept_bytes == (48 if kept == 48 else 0)
    decode = train._decode
    train._decode = lambda entry: read.append(entry['id']) or decode(entry)
    first = [train[i] for i in (0, 1)]
    again = [train[i] for i in (0, 1)]
    assert len(read) == n_read
    for a, b in zip(sum(first, ()), sum(again, ())):
        np.testing.assert_array_equal(a, b)
        with pytest.raises(ValueError, match='read-only'):
            a[...] = 0


def test_workers_are_not_sent_the_photos(root):
    train = PreparedDataset(root, 'train')
    size = len(pickle.dumps(train))
    photo, _ = train[0]
    assert len(pickle.dumps(train)) == size
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(train))[0][0], photo)
