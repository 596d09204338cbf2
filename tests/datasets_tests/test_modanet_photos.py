import os
import pathlib
import pickle

import pytest

from fashionseg.datasets.modanet import open_photos
from fashionseg.datasets.modanet.find_photos import find_photos
from fashionseg.errors import UserError
from tests.datasets_tests.modanet_files import write_lmdb

JOBS = [{'id': f'{i:07d}', 'photo_id': i, 'file_name': f'{i:07d}.jpg'}
        for i in (7, 100014, 100015)]


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / 'photos'
    path.mkdir()
    (path / '0000007.jpg').write_bytes(b'seven')
    (path / '100014.jpg').write_bytes(b'more')
    (path / 'street.jpg').write_bytes(b'named')
    return path


@pytest.fixture(params=[True, False], ids=['folder', 'file'])
def data_base(request, tmp_path):
    # PaperDoll's keys have no leading zeros; a copy may.
    return write_lmdb(tmp_path / 'photos.lmdb', {
        b'7': b'seven', b'0100014': b'more', b'street': b'named'}, request.param)


def _check(photos):
    assert photos.get(7) == b'seven' and photos.get('7') == b'seven'
    assert photos.get(100014) == b'more'
    assert photos.get(9) is None
    assert photos.get(9, 'street.jpg') == b'named'
    names = [(7, None), (100014, '0100014.jpg'), (9, None), (9, 'street.jpg')]
    assert photos.sizes(names) == [5, 4, None, 5]


def test_folder(folder):
    _check(open_photos(str(folder)))


def test_file_name_comes_first(folder):
    assert open_photos(folder).get(7, 'street.jpg') == b'named'


def test_lmdb(data_base):
    _check(open_photos(data_base))
    _check(pickle.loads(pickle.dumps(open_photos(data_base))))
    assert not list(pathlib.Path(data_base).parent.rglob('lock*'))


def test_lmdb_that_cannot_be_written(data_base):
    files = [pathlib.Path(data_base)]
    files += files[0].glob('*')
    for file in files:
        os.chmod(file, 0o555 if file.is_dir() else 0o444)
    _check(open_photos(data_base))
    for file in files:
        os.chmod(file, 0o755)


def test_damaged_lmdb_is_an_unreadable_photo(data_base):
    file = pathlib.Path(data_base)
    file = file / 'data.mdb' if file.is_dir() else file
    photos = open_photos(data_base)
    file.write_bytes(b'x' * file.stat().st_size)
    with pytest.raises(OSError, match='photos.lmdb'):
        photos.get(7)
    with pytest.raises(OSError, match='photos.lmdb'):
        photos.sizes([(7, None)])


def test_lmdb_damaged_inside(tmp_path):
    path = write_lmdb(tmp_path / 'photos.lmdb', {b'7': b'seven'}, False)
    with open(path, 'r+b') as f:
        # Two pages of its own come first.
        f.seek(2 * os.sysconf('SC_PAGE_SIZE') + 8)
        f.write(b'\xff' * 8)
    with pytest.raises(UserError, match='photos.lmdb cannot be read.*undamaged'):
        find_photos(JOBS, path)


def test_lmdb_cut_short(tmp_path):
    path = write_lmdb(tmp_path / 'photos.lmdb', {b'7': b'x' * 5_000_000}, False)
    assert open_photos(path).sizes([(7, None)]) == [5_000_000]
    os.truncate(path, 3_000_000)
    with pytest.raises(UserError, match='cut short .3000000 of 50.* bytes'):
        open_photos(path)


def test_neither(tmp_path):
    with pytest.raises(UserError, match='no photos at .*nowhere.*--modanet-photos'):
        open_photos(tmp_path / 'nowhere')
    (tmp_path / 'photos.lmdb').write_bytes(b'version https://git-lfs')
    with pytest.raises(UserError, match='photos.lmdb is no LMDB.*--modanet-photos'):
        open_photos(str(tmp_path / 'photos.lmdb'))


def test_find_photos(folder, data_base):
    found = [find_photos(JOBS, str(path)) for path in (folder, data_base)]
    for (there, missing, _, size), path in zip(found, (folder, data_base)):
        assert there == [{**job, 'path': str(path)} for job in JOBS[:2]]
        assert missing == ['0100015'] and size == 9
    # sha256 of '0000007 5\n0100014 4', from sha256sum.
    assert {files for _, _, files, _ in found} == {
        '5eda68be0e1352a4f037ba26851ef410f8f78c84ba979190626214ee5e5ae7a5'}


def test_other_size_is_other_files(folder):
    before = find_photos(JOBS, str(folder))[2]
    (folder / '0000007.jpg').write_bytes(b'eight.')
    assert find_photos(JOBS, str(folder))[2] != before


def test_no_photo_at_all(tmp_path):
    with pytest.raises(UserError, match='none of the 3 .*first is 0000007'):
        find_photos(JOBS, str(tmp_path))
