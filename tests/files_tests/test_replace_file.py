"""One step from the old file to the new one."""

import os

import pytest

from fashionseg.files import replace_file


@pytest.mark.parametrize('sync', [True, False])
def test_the_file_appears_at_the_end(tmp_path, sync):
    path = tmp_path / 'new' / 'x'
    for text in ('first', 'second'):
        with replace_file(path, sync) as temporary:
            with open(temporary, 'w') as file:
                file.write(text)
            assert not path.exists() or path.read_text() == 'first'
            assert os.path.dirname(temporary) == str(path.parent)
        assert path.read_text() == text
        assert os.listdir(path.parent) == ['x']


@pytest.mark.parametrize('error', [OSError, KeyboardInterrupt, SystemExit])
def test_an_error_leaves_the_old_file(tmp_path, error):
    path = tmp_path / 'x'
    path.write_text('old')
    with pytest.raises(error), replace_file(path) as temporary:
        with open(temporary, 'w') as file:
            file.write('half')
        raise error
    assert path.read_text() == 'old'
    assert os.listdir(tmp_path) == ['x']


def test_the_disk_confirms_before_the_file_takes_its_place(tmp_path, monkeypatch):
    calls = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(
        os, 'fsync', lambda f: (calls.append(os.fstat(f).st_mode >> 12), sync(f)))
    monkeypatch.setattr(
        os, 'replace', lambda *names: (calls.append('replace'), replace(*names)))
    with replace_file(tmp_path / 'x') as temporary:
        open(temporary, 'w').close()
    assert calls == [0o10, 'replace', 0o4]  # a file, then the folder


@pytest.mark.parametrize('given, expected', [(None, 'x.'), ('other', 'other')])
def test_a_full_disk_has_a_name(tmp_path, given, expected):
    with pytest.raises(OSError) as caught, replace_file(tmp_path / 'x'):
        raise OSError(28, 'No space left on device', given)
    assert os.path.basename(caught.value.filename).startswith(expected)
    assert (os.path.dirname(caught.value.filename) == str(tmp_path)) == (given is None)
