import collections
import errno
import os
import stat

import numpy as np
from PIL import Image
import pytest

from fashionseg.datasets import writer
from fashionseg.datasets.writer import write_prepared
from fashionseg.errors import UserError


@pytest.fixture
def job(tmp_path):
    path = tmp_path / 'in' / 'a.jpg'
    path.parent.mkdir()
    Image.new('RGB', (3, 2)).save(path)
    return {'id': 'a', 'split': 'train', 'path': str(path)}


def blank(job):
    return np.zeros((2, 3), np.uint8), {}


def _write(tmp_path, job, read=blank):
    return write_prepared(str(tmp_path / 'out' / 'd'), 'ccp', {}, [job], read, 100)


def _nothing_left(tmp_path):
    out = tmp_path / 'out'
    return not out.exists() or os.listdir(out) == []


def test_folder_is_as_open_as_any(tmp_path, job):
    out = _write(tmp_path, job)
    (tmp_path / 'plain').mkdir()
    assert stat.S_IMODE(os.stat(out).st_mode) == stat.S_IMODE(
        (tmp_path / 'plain').stat().st_mode)
    assert os.listdir(tmp_path / 'out') == ['d']


@pytest.mark.parametrize('data', [b'', b'no photo', None])
def test_unreadable_photo(tmp_path, job, data):
    if data is None:
        with open(job['path'], 'rb') as f:
            data = f.read()[:-40]
    with open(job['path'], 'wb') as f:
        f.write(data)
    with pytest.raises(UserError, match='photo a: .*a.jpg cannot be read'):
        _write(tmp_path, job)
    assert _nothing_left(tmp_path)


def test_photo_of_another_size(tmp_path, job):
    with pytest.raises(UserError, match='photo a: .*3 x 2 pixels.*for 5 x 4'):
        _write(tmp_path, job, lambda job: (np.zeros((4, 5), np.uint8), {}))
    assert _nothing_left(tmp_path)


def test_interrupt_leaves_nothing(tmp_path, job):
    def read(job):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path, job, read)
    assert _nothing_left(tmp_path)


def test_too_little_room(tmp_path, job, monkeypatch):
    usage = collections.namedtuple('usage', 'free')(5000)
    monkeypatch.setattr('shutil.disk_usage', lambda path: usage)
    with pytest.raises(UserError, match='0 MB free .*another --out'):
        _write(tmp_path, job)
    assert _nothing_left(tmp_path)


def test_disk_full_while_writing(tmp_path, job, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, 'No space left on device')
    monkeypatch.setattr(writer.os, 'fsync', full)
    with pytest.raises(UserError, match='disk of .* is full'):
        _write(tmp_path, job)
    assert _nothing_left(tmp_path)


def test_folder_that_cannot_be_made(tmp_path, job):
    (tmp_path / 'file').write_text('')
    with pytest.raises(UserError, match='cannot be written'):
        write_prepared(str(tmp_path / 'file' / 'd'), 'ccp', {}, [job], blank, 100)
