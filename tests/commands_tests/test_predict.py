"""Photos of all kinds, by the hundred, with a network whose labels can be told."""

import errno
import json
import os
import pathlib
import shutil

import numpy as np
from PIL import Image
import pytest
from tests.parsing_tests.conftest import photo_of, red_segment
from tests.parsing_tests.picture_kinds import BROKEN, KINDS

from fashionseg.commands import predict as module
from fashionseg.commands.find_photos import find_photos
from fashionseg.commands.main import main
from fashionseg.commands.name_labels import name_labels
from fashionseg.errors import UserError
from fashionseg.metrics import read_label_map
from fashionseg.parsing import Parser


@pytest.fixture
def predict(tmp_path, monkeypatch, capsys):
    """Calls the command in a folder of its own; (status, output, error)."""
    loaded = []

    def load(*options):
        loaded.append(options)
        return Parser(red_segment)

    monkeypatch.setattr(module.Parser, 'load', load)
    monkeypatch.chdir(tmp_path)

    def call(*argv, out='labels'):
        status = main(['predict', *argv, '--weights', 'run', '--out', out])
        return status, *capsys.readouterr()
    call.loaded = loaded
    return call


def _photo(path, class_id=5, size=(20, 30)):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    Image.fromarray(photo_of([class_id], *size)).save(path)


def _labels(folder='labels'):
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, _, names in os.walk(folder) for name in names
                  if name.endswith('.png'))


def _class_of(path):
    class_id, = np.unique(read_label_map(path))
    return class_id


def test_every_kind_and_every_fault(predict):
    os.makedirs('photos/new folder')
    for number, (name, (write, _)) in enumerate(KINDS.items()):
        write(pathlib.Path(f'photos/{number} {name}'))
    for name, (write, _) in BROKEN.items():
        write(pathlib.Path(f'photos/new folder/{name}'))
    status, out, err = predict('photos')
    assert status == 1
    assert out.startswith(f'{len(KINDS)} photos labelled, {len(BROKEN)} skipped, ')
    assert out.endswith(' photos per second: labels\n') and out.count('\n') == 1
    assert sorted(line.split(' cannot')[0] for line in err.splitlines()) == sorted(
        f'skipped: photos/new folder/{name}' for name in BROKEN)
    assert _labels() == sorted(
        f'{number} {os.path.splitext(name)[0]}.png'
        for number, name in enumerate(KINDS))
    assert len(os.listdir('labels')) == 3 * len(KINDS)


def test_labels_are_of_their_photos(predict):
    for class_id in range(14):
        _photo(f'photos/{class_id:02}.png', class_id, (class_id + 1, 60))
    assert predict('photos', '--engine', 'chainer', '--threads', '1')[0] == 0
    assert predict.loaded == [('run', 'chainer', 'float32', 1, 'auto')]
    for class_id in range(14):
        label = read_label_map(f'labels/{class_id:02}.png')
        assert label.shape == (class_id + 1, 60) and (label == class_id).all()
        with open(f'labels/{class_id:02}.json', encoding='utf-8') as file:
            record = json.load(file)
        assert record['photo'] == f'photos/{class_id:02}.png'
        assert (record['height'], record['width']) == (class_id + 1, 60)
        assert [share for share in record['shares'].values() if share] == [1]
        assert list(record['shares'].values()).index(1) == class_id


def test_second_call_takes_the_place_of_the_first(predict):
    _photo('a.png', 3)
    assert predict('a.png')[0] == 0
    _photo('a.png', 4)
    assert predict('a.png')[0] == 0
    assert _class_of('labels/a.png') == 4
    assert sorted(os.listdir('labels')) == ['a.json', 'a.png', 'a_overlay.jpg']


def test_folders_keep_their_inner_folders(predict):
    _photo('photos/red/1.png', 1)
    _photo('photos/blue/1.png', 2)
    _photo('photos/blue/deep/1.png', 3)
    _photo('alone/2.png', 4)
    assert predict('photos', 'alone/2.png')[0] == 0
    assert {name: _class_of(f'labels/{name}') for name in _labels()} == {
        'red/1.png': 1, 'blue/1.png': 2, 'blue/deep/1.png': 3, '2.png': 4}


def test_same_names(predict):
    _photo('red/1.png', 1)
    _photo('red/1.bmp', 2)
    _photo('red/2.png', 3)
    _photo('blue/1.png', 4)
    assert predict('red', 'blue')[0] == 0
    assert {name: _class_of(f'labels/{name}') for name in _labels()} == {
        'red/1.png.png': 1, '1.bmp.png': 2, '2.png': 3, 'blue/1.png.png': 4}


def test_same_names_that_nothing_tells_apart(predict):
    _photo('a/x/1.png')
    _photo('b/x/1.png')
    status, out, err = predict('a/x', 'b/x')
    assert (status, out) == (2, '')
    assert err == ('error: a/x/1.png and b/x/1.png would both become '
                   'labels/x/1.png.png; label them apart, each with an --out of its '
                   'own\n')
    assert not os.path.exists('labels') and not predict.loaded


def test_photo_that_is_named_twice_is_labelled_once(predict):
    _photo('photos/1.png')
    status, out, _ = predict('photos', 'photos/1.png', './photos')
    assert status == 0 and out.startswith('1 photo labelled, 0 skipped')


def test_labels_beside_the_photos(predict):
    _photo('photos/1.png', 4)
    status, _, err = predict('photos/1.png', out='photos')
    assert status == 2 and 'labels would lie beside photos in photos' in err
    assert predict('photos/1.png', out='photos/../photos/')[0] == 2
    assert predict('photos', out='.')[0] == 0
    os.chdir('photos')
    assert predict('1.png', out='.')[0] == 2
    os.chdir('..')
    assert os.listdir('photos') == ['1.png']
    # Labels of a first call are no photos of the second.
    for _ in range(2):
        status, out, _ = predict('photos', out='photos/labels')
        assert status == 0 and out.startswith('1 photo labelled, 0 skipped')
    # The folder of the photos itself is never searched for its own labels.
    status, _, err = predict('photos', out='photos')
    assert status == 2 and 'photos has no photo' in err


def test_links(predict):
    _photo('real/1.png', 6)
    os.makedirs('photos')
    os.symlink('../real/1.png', 'photos/one.png')
    os.symlink('../real', 'photos/folder')
    os.symlink('.', 'photos/around')
    assert predict('photos')[0] == 0
    assert _labels() == ['folder/1.png', 'one.png']


def test_names_that_no_encoding_knows(predict):
    os.makedirs('photos')
    name = os.fsdecode(b'photos/\xff \xc3\xa4.png')
    try:
        _photo(name)
    except OSError:
        pytest.skip('a file system that takes no such names')
    (pathlib.Path('photos') / 'bad\n\xe9.png').write_text('x')
    status, out, err = predict('photos', '--json')
    assert status == 1
    found = json.loads(out)
    assert found['done'][0]['photo'] == name and len(found['skipped']) == 1
    assert err.count('\n') == 2  # the skipped one and the summary


def test_nothing_can_be_labelled(predict):
    for name in ('a.png', 'b.png'):
        pathlib.Path(name).write_text('x')
    status, out, err = predict('a.png', 'b.png')
    assert (status, out) == (2, '')
    lines = err.splitlines()
    assert [line[:14] for line in lines] == ['skipped: a.png', 'skipped: b.png',
                                             'error: none of']
    assert os.listdir('labels') == []


def test_for_programs(predict):
    _photo('a.png', 2, (4, 5))
    pathlib.Path('b.png').write_text('x')
    assert predict('a.png', 'b.png', '--json', 'new/found.json')[0] == 1
    with open('new/found.json', encoding='utf-8') as file:
        found = json.load(file)
    assert found.keys() == {'done', 'skipped', 'photos_per_second'}
    record, = found['done']
    assert record['shares']['belt'] == 1 and record['photo'] == 'a.png'
    assert [record[name] for name in ('label', 'overlay', 'json')] == [
        'labels/a.png', 'labels/a_overlay.jpg', 'labels/a.json']
    skipped, = found['skipped']
    assert skipped['photo'] == 'b.png' and 'no picture' in skipped['reason']
    assert found['photos_per_second'] > 0


def test_option_for_programs_never_takes_a_photo(predict):
    _photo('a.png')
    before = pathlib.Path('a.png').read_bytes()
    status, _, err = predict('--json', 'a.png')
    assert status == 2 and "'a.png' does not end with .json" in err
    assert pathlib.Path('a.png').read_bytes() == before


def test_full_disk_is_no_bad_photo(predict, monkeypatch):
    def full(self, path):
        raise OSError(errno.ENOSPC, 'No space left on device')

    _photo('a.png')
    monkeypatch.setattr('fashionseg.parsing.ParsedPhoto.save', full)
    status, _, err = predict('a.png')
    assert status == 2 and err.startswith('error: the disk') and err.count('\n') == 1


def test_folder_of_labels_is_a_file(predict):
    _photo('a.png')
    pathlib.Path('labels').write_text('x')
    status, _, err = predict('a.png')
    assert status == 2 and err.startswith('error: labels cannot be used')


def test_pillow_warns_of_nothing(predict, monkeypatch):
    _photo('a.png', size=(40, 40))
    monkeypatch.setattr(Image, 'MAX_IMAGE_PIXELS', 1000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr('warnings.filters', [])
        status, _, err = predict('a.png')
    assert (status, err) == (0, '')


def test_find_photos(tmp_path):
    with pytest.raises(UserError, match='is not there'):
        find_photos([str(tmp_path / 'none')])
    with pytest.raises(UserError, match='has no photo'):
        find_photos([str(tmp_path)])
    # A file that is named is taken whatever its ending.
    (tmp_path / 'x.dat').write_text('x')
    found, = find_photos([str(tmp_path / 'x.dat')])
    assert found == (str(tmp_path / 'x.dat'), str(tmp_path), 'x.dat')
    assert name_labels([found], 'out') == [os.path.join('out', 'x.png')]


def test_hidden_files_and_others_are_passed_over(predict):
    _photo('photos/1.png')
    shutil.copy('photos/1.png', 'photos/._1.png')
    pathlib.Path('photos/notes.txt').write_text('x')
    assert predict('photos')[0] == 0
    assert _labels() == ['1.png']
