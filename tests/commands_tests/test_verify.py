import io
import json
import os
from pathlib import Path

import lmdb
import numpy as np
from PIL import Image
import pytest

from fashionseg.commands.main import main

N = 500
WIDTH, HEIGHT = 40, 60
NAMES = ('bag', 'belt', 'boots', 'footwear', 'outer', 'dress', 'sunglasses', 'pants',
         'top', 'shorts', 'skirt', 'headwear', 'scarf/tie')
OFFICIAL = (Path(__file__).parents[3] / 'shared' / 'data' / 'modanet'
            / 'modanet2018_instances_val.json')


def _jpeg(width=WIDTH, height=HEIGHT):
    noise = np.random.RandomState(0).randint(0, 256, (height, width, 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(noise).save(stream, 'JPEG')
    return stream.getvalue()


def _rectangle(left, top, right, bottom):
    return [left, top, right, top, right, bottom, left, bottom]


def _content(n_photo):
    """A dress of 20 x 40 pixels with a belt of 20 x 5 on it in every photo."""
    annotations = []
    for i in range(1, n_photo + 1):
        for category, shape in ((6, _rectangle(10, 10, 30, 50)),
                                (2, _rectangle(10, 25, 30, 30))):
            annotations.append({'id': len(annotations) + 1, 'image_id': i,
                                'category_id': category, 'segmentation': [shape]})
    return {
        'images': [{'id': i, 'file_name': f'{i:07d}.jpg', 'width': WIDTH,
                    'height': HEIGHT} for i in range(1, n_photo + 1)],
        'categories': [{'id': c, 'name': name} for c, name in enumerate(NAMES, 1)],
        'annotations': annotations}


class MadeUp:
    """Annotations and photos in a folder, to be damaged before they are written."""

    def __init__(self, folder, n_photo):
        self.content = _content(n_photo)
        self.photos = dict.fromkeys(range(1, n_photo + 1), _jpeg())
        self.json, self.lmdb = str(folder / 'a.json'), str(folder / 'photos.lmdb')

    def write(self):
        with open(self.json, 'w') as f:
            json.dump(self.content, f)
        with lmdb.open(self.lmdb, map_size=2 ** 26) as data:
            with data.begin(write=True) as transaction:
                for i, photo in self.photos.items():
                    transaction.put(str(i).encode(), photo)

    def argv(self, *options):
        return ['verify', 'modanet', '--modanet-json', self.json,
                '--modanet-photos', self.lmdb, *options]


@pytest.fixture
def made_up(tmp_path):
    return MadeUp(tmp_path, N)


@pytest.fixture
def few(tmp_path):
    """So few photos that no process is started."""
    return MadeUp(tmp_path, 20)


def _damage(made_up):
    """One fault of each kind; what has to be found, and the words for it."""
    images, annotations = made_up.content['images'], made_up.content['annotations']
    photos = made_up.photos
    del images[10]['width']
    images.append(dict(images[20], file_name='again.jpg'))
    annotations.append({'id': 5001, 'image_id': 7777, 'category_id': 1,
                        'segmentation': [_rectangle(1, 1, 9, 9)]})
    annotations.append({'id': 5002, 'image_id': 31, 'category_id': 14,
                        'segmentation': [_rectangle(1, 1, 9, 9)]})
    annotations.append({'id': 5003, 'image_id': 41, 'category_id': 1,
                        'segmentation': 'm12 3'})
    del photos[51]
    photos[61] = photos[61][:-9]
    photos[71] = _jpeg(WIDTH + 1)
    made_up.content['annotations'] = [a for a in annotations if a['image_id'] != 81]
    annotations = made_up.content['annotations']
    annotations.append({'id': 17, 'image_id': 91, 'category_id': 1,
                        'segmentation': [_rectangle(1, 1, 9, 9)]})
    annotations.append({'id': 5004, 'image_id': 101, 'category_id': 1,
                        'segmentation': [_rectangle(35, 1, 42.5, 9)]})
    annotations.append({'id': 5005, 'image_id': 111, 'category_id': 1,
                        'segmentation': [[5, 5, 9, 9]]})
    return {
        'photo_entries': ({'photo': 11, 'why': 'no width'},
                          '1 photo is listed without an id, a file name or a size '
                          '(photo 11, no width): prepare stops'),
        'photos_twice': ({'photo': 'again', 'why': 'id 21'},
                         '1 photo is listed twice (photo again, id 21): prepare stops'),
        'unknown_photos': ({'annotation': 5001, 'why': 'photo 7777'},
                           '1 annotation is of a photo that is not listed (annotation '
                           '5001, photo 7777): prepare stops'),
        'unknown_categories': ({'annotation': 5002, 'photo': '0000031',
                                'why': 'category 14'},
                               '1 annotation has a category id outside 1..13 '
                               '(annotation 5002 of photo 0000031, category 14): '
                               'prepare stops'),
        'unreadable_segmentations': ({'annotation': 5003, 'photo': '0000041',
                                      'why': 'its polygons are no lists of numbers'},
                                     '1 segmentation cannot be read (annotation 5003 '),
        'missing_photos': ({'photo': '0000051'},
                           '1 photo is missing, 0.2% of all (photo 0000051): prepare '
                           'goes on without'),
        'unreadable_photos': ({'photo': '0000061'},
                              '1 photo cannot be read (photo 0000061, '),
        'other_sizes': ({'photo': '0000071', 'why': '41 x 60 for 40 x 60'},
                        '1 photo is of another size than the file says (photo 0000071, '
                        '41 x 60 for 40 x 60): prepare goes on without'),
        'photos_without_annotations': ({'photo': '0000081'},
                                       '1 photo has no annotations (photo 0000081): '
                                       'prepare takes every pixel for background'),
        'annotation_ids_twice': ({'annotation': 17, 'why': '2 times'},
                                 '1 annotation id is used more than once (annotation '
                                 '17, 2 times): prepare uses each'),
        'polygons_outside': ({'annotation': 5004, 'photo': '0000101',
                              'why': 'by 2.5 pixels'},
                             '1 annotation has corners outside its photo (annotation '
                             '5004 of photo 0000101, by 2.5 pixels): prepare cuts'),
        'empty_segmentations': ({'annotation': 5005, 'photo': '0000111'},
                                '1 segmentation covers no pixel (annotation 5005 of '
                                'photo 0000111): prepare counts'),
    }


def test_each_fault_is_found_and_none_is_invented(made_up, tmp_path, capsys):
    expected = _damage(made_up)
    made_up.write()
    assert main(made_up.argv('--json', str(tmp_path / 'found.json'))) == 1
    lines = capsys.readouterr().out.splitlines()
    report = json.loads((tmp_path / 'found.json').read_text())
    assert report['faults'].keys() == expected.keys()
    for kind, (fault, sentence) in expected.items():
        found, = report['faults'][kind]
        assert {key: found[key] for key in fault} == fault
        line, = (line for line in lines if line.startswith(sentence))
        lines.remove(line)
    assert lines == [
        f'{made_up.json} is no known copy of ModaNet (MD5 {report["md5"]}): 501 '
        'photos, 1004 annotations.',
        'Annotations of two or more classes cover 4.16% of the pixels, in 498 photos, '
        'most often belt and dress in 498: --overlap of prepare decides which is seen.',
        'prepare stops at these files.']


def test_500_clean_photos_have_no_fault(made_up, tmp_path, capsys):
    made_up.write()
    assert main(made_up.argv('--json', str(tmp_path / 'found.json'))) == 0
    report = json.loads((tmp_path / 'found.json').read_text())
    assert not any(report['faults'].values())
    # 100 pixels of 2400 are belt on dress.
    assert report['overlaps'] == {
        'pixels': N * 2400, 'overlap_pixels': N * 100, 'n_photo': N,
        'pairs': [{'classes': [2, 6], 'n_photo': N, 'pixels': N * 100}]}
    assert capsys.readouterr().out == (
        f'{made_up.json} is no known copy of ModaNet (MD5 {report["md5"]}): 500 '
        'photos, 1000 annotations.\n'
        'Annotations of two or more classes cover 4.17% of the pixels, in 500 photos, '
        'most often belt and dress in 500: --overlap of prepare decides which is seen.'
        '\nNo fault was found.\n')


@pytest.mark.skipif(not OFFICIAL.is_file(), reason='no official validation file here')
def test_official_validation_file(capsys):
    assert main(['verify', 'modanet', '--modanet-json', str(OFFICIAL)]) == 2
    printed = capsys.readouterr()
    assert "ModaNet's official validation file" in printed.out
    assert 'no annotations' in printed.err and 'train file' in printed.err
    assert len((printed.out + printed.err).splitlines()) <= 5


def _fails(capsys, argv, *words):
    assert main(argv) == 2
    printed = capsys.readouterr()
    error, = printed.err.splitlines()
    assert error.startswith('error: ') and all(word in error for word in words)
    return printed.out


def test_pointer_of_git_lfs(few, capsys):
    Path(few.json).write_text('version https://git-lfs.github.com/spec/v1\n'
                                  'oid sha256:b8a3fd0d\nsize 105924292\n')
    argv = few.argv()[:4]
    assert _fails(capsys, argv, 'pointer of git-lfs', 'git lfs pull') == ''


def test_file_of_another_form(few, capsys):
    Path(few.json).write_text('[]')
    _fails(capsys, few.argv()[:4], 'lists no images')


def test_no_photos_at_the_path(few, capsys):
    few.write()
    _fails(capsys, few.argv()[:4] + ['--modanet-photos', 'nowhere'], 'nowhere')


def test_all_photos_missing(few, capsys):
    few.photos = {9999: b''}
    few.write()
    words = 'cannot be used: none of its photos'
    out = _fails(capsys, few.argv(), words)
    assert '20 photos are missing, 100.0% of all (photo 0000001; photo 0000002; ' in out


def test_other_names_are_a_note(few, capsys):
    few.content['categories'][4]['name'] = 'coat'
    del few.content['categories'][12]
    few.write()
    assert main(few.argv()[:4]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1] == (
        'Category names differ from the official ones, which does not matter, since '
        "ids decide: 5 is 'coat' for 'outer'; 13 has none.")
    assert out[2].startswith('Photos were not looked at')


def test_sheet(few, tmp_path):
    few.write()
    sheet = tmp_path / 'new' / 'sheet.png'
    options = ['--sheet', str(sheet), '--sheet-photos', '8']
    assert main(few.argv(*options)) == 0
    with Image.open(sheet) as image:
        # Two rows of six panels of 1.5 inches, at 200 dots an inch.
        assert image.width > 1800 and image.height > 900
    first = sheet.read_bytes()
    assert main(few.argv(*options)) == 0 and sheet.read_bytes() == first
    assert main(few.argv(*options, '--seed', '1')) == 0
    assert sheet.read_bytes() != first
    assert os.listdir(sheet.parent) == ['sheet.png']


@pytest.mark.parametrize('options, words', [
    (['--sheet-photos', '0'], "'0' is not a whole number from 1 to 120"),
    (['--sheet-photos', '121'], "'121' is not a whole number from 1 to 120"),
])
def test_bad_number_of_photos(few, capsys, options, words):
    few.write()
    _fails(capsys, few.argv('--sheet', 's.png', *options), words)


def test_sheet_needs_photos(few, capsys):
    few.write()
    _fails(capsys, few.argv()[:4] + ['--sheet', 's.png'],
           '--sheet needs --modanet-photos')


def test_sheet_that_cannot_be_written(few, tmp_path, capsys):
    few.write()
    (tmp_path / 'file').write_text('')
    _fails(capsys, few.argv('--sheet', str(tmp_path / 'file' / 's.png')), 'file')


def test_for_programs(few, capsys):
    few.write()
    assert main(few.argv('--json')) == 0
    printed = capsys.readouterr()
    assert not any(json.loads(printed.out)['faults'].values())
    assert printed.err.endswith('No fault was found.\n')
