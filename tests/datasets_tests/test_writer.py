import collections
import errno
import hashlib
import json
import os
import stat

from filelock import FileLock
import numpy as np
from PIL import Image
import pytest

from fashionseg.datasets import write_index
from fashionseg.datasets.writer import write_prepared
from fashionseg.errors import UserError

IDS = ('a', 'b', 'c')


@pytest.fixture
def jobs(tmp_path):
    folder = tmp_path / 'in'
    folder.mkdir()
    for i in IDS:
        Image.new('RGB', (3, 2)).save(folder / f'{i}.jpg')
    return [{'id': i, 'split': 'eval' if i == 'b' else 'train',
             'path': str(folder / f'{i}.jpg')} for i in IDS]


class Reader:
    """Reads blank labels; counts the photos, and stops at some."""

    def __init__(self, stop=None, error=KeyboardInterrupt, shape=(2, 3)):
        self.ids, self.stop, self.error, self.shape = [], stop, error, shape

    def __call__(self, job):
        if job['id'] == self.stop:
            raise self.error
        self.ids.append(job['id'])
        with open(job['path'], 'rb') as f:
            photo = f.read()
        return photo, np.zeros(self.shape, np.uint8), {'instances': {}}


def _write(tmp_path, jobs, read=None, source=None):
    return write_prepared(
        str(tmp_path / 'out' / 'd'), 'ccp', source or {}, jobs, read or Reader(), 100)


def _interrupt(tmp_path, jobs):
    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path, jobs, Reader(stop='c'))
    # Nothing is to be seen but the hidden folder.
    assert os.listdir(tmp_path / 'out') == ['.prepare-d']
    return tmp_path / 'out' / '.prepare-d'


def _index(folder):
    return json.loads((folder / 'index.json').read_text())


def test_folder_is_as_open_as_any(tmp_path, jobs):
    out = _write(tmp_path, jobs)
    (tmp_path / 'plain').mkdir()
    assert stat.S_IMODE(os.stat(out).st_mode) == stat.S_IMODE(
        (tmp_path / 'plain').stat().st_mode)
    assert os.listdir(tmp_path / 'out') == ['d']


def test_what_is_in_the_folder(tmp_path, jobs):
    out = tmp_path / 'out' / 'd'
    _write(tmp_path, jobs)
    assert sorted(os.listdir(out)) == [
        'eval.txt', 'index.json', 'labels', 'photos', 'train.txt']
    assert (out / 'train.txt').read_bytes() == b'# train\na\nc\n'
    assert (out / 'eval.txt').read_bytes() == b'# eval\nb\n'
    entry = _index(out)['photos'][1]
    assert (entry['id'], entry['split']) == ('b', 'eval')
    photo = (out / entry['photo']).read_bytes()
    assert photo == (tmp_path / 'in' / 'b.jpg').read_bytes()
    assert hashlib.sha256(photo).hexdigest() == entry['photo_sha256']


@pytest.mark.parametrize('data', [b'', b'no photo', None])
def test_unreadable_photo(tmp_path, jobs, data):
    if data is None:
        with open(jobs[0]['path'], 'rb') as f:
            data = f.read()[:-40]
    with open(jobs[0]['path'], 'wb') as f:
        f.write(data)
    with pytest.raises(UserError, match='photo a .*a.jpg. cannot be read'):
        _write(tmp_path, jobs)
    assert not (tmp_path / 'out' / 'd').exists()


def test_photo_that_is_gone(tmp_path, jobs):
    os.remove(jobs[0]['path'])
    with pytest.raises(UserError, match='photo a .*cannot be read .*No such file'):
        _write(tmp_path, jobs)


def test_photo_of_another_size(tmp_path, jobs):
    with pytest.raises(UserError, match='photo a .*3 x 2 pixels.*for 5 x 4'):
        _write(tmp_path, jobs, Reader(shape=(4, 5)))
    assert not (tmp_path / 'out' / 'd').exists()


def test_interrupted_work_goes_on(tmp_path, jobs, capsys):
    _interrupt(tmp_path, jobs)
    read = Reader()
    _write(tmp_path, jobs, read)
    assert read.ids == ['c']
    assert 'going on with 2 photos' in capsys.readouterr().err
    assert os.listdir(tmp_path / 'out') == ['d']
    write_prepared(str(tmp_path / 'once'), 'ccp', {}, jobs, Reader(), 100)
    assert _index(tmp_path / 'out' / 'd') == _index(tmp_path / 'once')


def test_error_keeps_what_is_written(tmp_path, jobs):
    with pytest.raises(UserError, match='no good'):
        _write(tmp_path, jobs, Reader(stop='b', error=UserError('no good')))
    read = Reader()
    _write(tmp_path, jobs, read)
    assert read.ids == ['b', 'c']


@pytest.mark.parametrize('spoil', [
    lambda folder: (folder / 'data' / 'photos' / 'a.jpg').unlink(),
    lambda folder: (folder / 'data' / 'labels' / 'a.png').write_bytes(b''),
    # As a kill in the middle of a line leaves it; a's line is the second.
    lambda folder: (folder / 'journal.jsonl').write_text(
        '\n' + (folder / 'journal.jsonl').read_text().splitlines()[2]
        + '\n{"id": "a", "wid'),
    lambda folder: (folder / 'journal.jsonl').write_text(
        (folder / 'journal.jsonl').read_text() + '{"id": "a"}\n3\n[]\n\xff'),
])
def test_what_is_damaged_is_made_again(tmp_path, jobs, spoil):
    spoil(_interrupt(tmp_path, jobs))
    # Interrupted once more, so that the mended journal is read too.
    read = Reader(stop='c')
    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path, jobs, read)
    assert read.ids == ['a']
    read = Reader()
    out = _write(tmp_path, jobs, read)
    assert read.ids == ['c']
    for entry in _index(tmp_path / 'out' / 'd')['photos']:
        for kind in ('photo', 'label'):
            with open(os.path.join(out, entry[kind]), 'rb') as f:
                data = f.read()
            assert hashlib.sha256(data).hexdigest() == entry[kind + '_sha256']


@pytest.mark.parametrize('request_file', ['kept', 'gone', 'damaged'])
def test_work_of_another_call_is_begun_anew(tmp_path, jobs, capsys, request_file):
    folder = _interrupt(tmp_path, jobs)
    if request_file == 'gone':
        (folder / 'request.json').unlink()
    elif request_file == 'damaged':
        (folder / 'request.json').write_text('{"dataset": "cc')
    read = Reader()
    _write(tmp_path, jobs[1:], read, {'n_train': 1})
    assert read.ids == ['b', 'c']
    assert 'other photos or options and is begun anew' in capsys.readouterr().err
    out = tmp_path / 'out' / 'd'
    assert sorted(os.listdir(out / 'photos')) == ['b.jpg', 'c.jpg']


def test_second_process_is_kept_out(tmp_path, jobs):
    folder = _interrupt(tmp_path, jobs)
    with FileLock(folder / 'lock'):
        with pytest.raises(UserError, match='being made by another process'):
            _write(tmp_path, jobs)
    assert (folder / 'journal.jsonl').exists()


def test_too_little_room(tmp_path, jobs, monkeypatch):
    usage = collections.namedtuple('usage', 'free')(5000)
    monkeypatch.setattr('shutil.disk_usage', lambda path: usage)
    with pytest.raises(UserError, match='0 MB free .*another folder'):
        _write(tmp_path, jobs)
    assert os.listdir(tmp_path / 'out') == []


def test_what_is_written_needs_no_room_again(tmp_path, jobs, monkeypatch):
    written = sum(path.stat().st_size for path in
                  (_interrupt(tmp_path, jobs) / 'data').rglob('*.*'))
    # The estimate: 100 bytes and 12,000 for each photo.
    usage = collections.namedtuple('usage', 'free')(36_100 - written)
    monkeypatch.setattr('shutil.disk_usage', lambda path: usage)
    _write(tmp_path, jobs)


def test_disk_full_while_writing(tmp_path, jobs, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, 'No space left on device')
    with monkeypatch.context() as patch:
        patch.setattr(write_index.os, 'fsync', full)
        with pytest.raises(UserError, match='disk of .* is full.*goes on'):
            _write(tmp_path, jobs)
    read = Reader()
    _write(tmp_path, jobs, read)
    assert read.ids == []


def test_folder_that_cannot_be_made(tmp_path, jobs):
    (tmp_path / 'file').write_text('')
    with pytest.raises(UserError, match='cannot be written.*another folder'):
        write_prepared(str(tmp_path / 'file' / 'd'), 'ccp', {}, jobs, Reader(), 100)
