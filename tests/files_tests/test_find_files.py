import os

import pytest

from fashionseg.files import find_files


def _make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('x')


def _found(folder, **options):
    return [os.path.relpath(path, folder)
            for path in find_files(str(folder), ('.png', '.jpg'), **options)]


def test_below_and_in_order(tmp_path):
    _make(tmp_path, 'b.png', 'a.JPG', 'c.txt', 'png', 'z/1.png', 'z/y/2.PnG',
          'm m/ö.jpg', '.hidden/3.png', '._a.JPG')
    assert _found(tmp_path) == ['a.JPG', 'b.png', 'm m/ö.jpg', 'z/1.png', 'z/y/2.PnG']


def test_links(tmp_path):
    _make(tmp_path, 'in/a.png', 'elsewhere/b.png')
    (tmp_path / 'in' / 'there').symlink_to(tmp_path / 'elsewhere')
    (tmp_path / 'in' / 'up').symlink_to(tmp_path / 'in')
    (tmp_path / 'in' / 'again').symlink_to(tmp_path / 'elsewhere')
    (tmp_path / 'in' / 'l.png').symlink_to('a.png')
    (tmp_path / 'in' / 'none.png').symlink_to('nothing')
    # A folder is searched once, however many links lead to it.
    assert _found(tmp_path / 'in') == ['a.png', 'l.png', 'none.png', 'again/b.png']


def test_folder_to_leave_out(tmp_path):
    _make(tmp_path, 'a.png', 'out/b.png', 'out/deep/c.png', 'outer/d.png')
    left_out = str(tmp_path / 'outer' / '..' / 'out')
    assert _found(tmp_path, leave_out=left_out) == ['a.png', 'outer/d.png']
    assert _found(tmp_path, leave_out=str(tmp_path / 'none')) == [
        'a.png', 'out/b.png', 'out/deep/c.png', 'outer/d.png']


def test_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / 'a.png')
    _make(tmp_path, 'b.png')
    assert _found(tmp_path) == ['b.png']


def test_folder_that_cannot_be_read(tmp_path, monkeypatch):
    _make(tmp_path, 'a.png', 'closed/b.png')
    scan = os.scandir

    def scandir(path):
        if os.path.basename(path) == 'closed':
            raise PermissionError(13, 'Permission denied', path)
        return scan(path)

    monkeypatch.setattr(os, 'scandir', scandir)
    with pytest.raises(PermissionError, match='closed'):
        _found(tmp_path)
