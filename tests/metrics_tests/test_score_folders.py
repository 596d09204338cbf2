"""Label files of any program."""

import os

import numpy as np
from PIL import Image
import pytest

from fashionseg.errors import UserError
from fashionseg.metrics import SegmentationScores, read_label_map, score_folders

LABEL = np.array([[0, 1, 2], [2, 1, 0]], np.uint8)


def _indexed(path, label=LABEL):
    image = Image.fromarray(label)
    # Colours that say nothing of the classes.
    image.putpalette([9, 9, 9] * 256)
    image.save(path)


WRITERS = {
    'gray.png': lambda path: Image.fromarray(LABEL).save(path),
    'indexed.PNG': lambda path: _indexed(path),
    'four_bits.png': lambda path: Image.fromarray(LABEL).quantize(3).save(path, bits=4),
    'deep.png': lambda path: Image.fromarray(LABEL.astype(np.uint16) * 300).save(path),
    'bytes.npy': lambda path: np.save(path, LABEL),
    'long.NPY': lambda path: _save_array(path, LABEL.astype(np.int64)),
    'bits.png': lambda path: Image.fromarray(LABEL > 0).save(path),
    'bits.npy': lambda path: np.save(path, LABEL > 0),
}


def _save_array(path, array):
    with open(path, 'wb') as file:
        np.save(file, array)


@pytest.mark.parametrize('name', WRITERS)
def test_kinds_of_files(tmp_path, name):
    path = tmp_path / name
    WRITERS[name](path)
    label = read_label_map(str(path))
    np.testing.assert_array_equal(read_label_map(path), label)
    assert label.dtype.kind in 'iu'
    if name == 'four_bits.png':  # Pillow numbers its colours as it likes
        assert {tuple(np.unique(label[LABEL == k])) for k in range(3)} == {
            (0,), (1,), (2,)}
    else:
        expected = {'deep': LABEL.astype(int) * 300, 'bits': LABEL > 0}.get(
            name.split('.')[0], LABEL)
        np.testing.assert_array_equal(label, expected)


@pytest.mark.parametrize('name, write, words', [
    ('a.png', lambda path: path.write_text('x'), 'cannot be read as a label map'),
    ('a.npy', lambda path: path.write_text('x'), 'cannot be read as a label map'),
    ('a.npy', lambda path: _save_array(path, np.array([{}])), 'cannot be read'),
    ('a.png', lambda path: Image.new('RGB', (2, 2)).save(path),
     r'a picture of colours \(RGB\)'),
    ('a.npy', lambda path: np.save(path, np.zeros((2, 2))), r'holds float64 \(2, 2\)'),
    ('a.npy', lambda path: np.save(path, np.zeros((2, 2, 1), int)), 'int64'),
    ('a.npy', lambda path: np.save(path, np.zeros((0, 2), int)), r'\(0, 2\)')])
def test_files_that_are_no_labels(tmp_path, name, write, words):
    write(tmp_path / name)
    with pytest.raises(UserError, match=words) as error:
        read_label_map(str(tmp_path / name))
    assert str(tmp_path / name) in str(error.value)


@pytest.fixture
def folders(tmp_path):
    """Twelve photos in two folders, as any program writes them; their label maps."""
    random = np.random.RandomState(0)
    pairs = {}
    for number in range(12):
        name = f'{"inner/" if number % 2 else ""}photo {number}'
        truth = random.randint(0, 5, (10 + number, 8)).astype(np.uint8)
        prediction = np.where(random.rand(*truth.shape) < .8, truth, 3).astype(np.uint8)
        truth[:2] = 255
        for folder, label in (('truth', truth), ('pred', prediction)):
            path = tmp_path / folder / f'{name}.png'
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(label).save(path)
        pairs[name] = truth, prediction
    (tmp_path / 'pred' / 'photo 0.json').write_text('{}')
    return tmp_path / 'truth', tmp_path / 'pred', pairs


OPTIONS = {'n_class': 5, 'ignore_label': 255}


def _score(folders, **options):
    return score_folders(str(folders[0]), str(folders[1]), **{**OPTIONS, **options})


@pytest.mark.parametrize('options', [
    {}, {'connectivity': 8}, {'absent': 'one'}, {'class_names': list('abcde')}])
def test_same_numbers_as_from_arrays(folders, options):
    scores = SegmentationScores(**OPTIONS, **options)
    for name in sorted(folders[2]):
        scores.update(*folders[2][name])
    assert _score(folders, **options) == (12, scores.compute())


def test_endings_may_differ(folders):
    before = _score(folders)
    path = folders[1] / 'photo 2.png'
    np.save(path.with_suffix('.npy'), read_label_map(str(path)))
    path.unlink()
    assert _score(folders) == before


def _fails(folders, *words, **options):
    with pytest.raises(UserError) as error:
        _score(folders, **options)
    text = str(error.value)
    assert '\n' not in text
    for word in words:
        assert word in text, text


def test_missing_and_extra_files(folders):
    truth, pred, _ = folders
    for number in (0, 2):
        (pred / f'photo {number}.png').unlink()
    _fails(folders, f'2 of the 12 labels in {truth} have no file of that name in '
           f'{pred}:',
           f'{truth}/photo 0.png, {truth}/photo 2.png;')
    for path in (truth / 'inner').iterdir():
        path.unlink()
    for number in (0, 2):
        (truth / f'photo {number}.png').unlink()
    _fails(folders, f'6 of the 10 labels in {pred}', ' and 1 more; both folders must')


def test_same_photo_twice(folders):
    np.save(folders[0] / 'photo 0.npy', LABEL)
    _fails(folders, 'photo 0.npy', 'photo 0.png', 'labels of the same photo')


def test_other_sizes_and_values(folders):
    _, pred, pairs = folders
    Image.fromarray(pairs['photo 0'][1].T.copy()).save(pred / 'photo 0.png')
    Image.fromarray(pairs['photo 2'][1] + 3).save(pred / 'photo 2.png')
    (pred / 'photo 4.png').write_text('x')
    _fails(folders, 'photo 0.png: truth has shape (10, 8) but prediction (8, 10)',
           ' | ', 'photo 2.png: prediction has values in [3, 7], outside [0, 4]',
           'photo 4.png cannot be read as a label map')


def test_no_more_than_five_are_named(folders):
    with pytest.raises(UserError) as error:
        _score(folders, ignore_label=None)
    assert str(error.value).count('truth has values in') == 5


@pytest.mark.parametrize('options, words', [
    ({'connectivity': 5}, 'connectivity'), ({'class_names': ['a']}, 'different names')])
def test_wrong_options(folders, options, words):
    _fails(folders, words, **options)


def test_every_value_of_a_byte_may_be_a_class(folders):
    n_photo, scores = _score(folders, n_class=256, ignore_label=None)
    assert n_photo == 12 and scores['iou']['255'] == 0


def test_nothing_counts(tmp_path):
    for name in ('truth', 'pred'):
        os.mkdir(tmp_path / name)
        Image.fromarray(np.full((3, 3), 255, np.uint8)).save(tmp_path / name / 'a.png')
    _fails((tmp_path / 'truth', tmp_path / 'pred'), 'nothing but the label to ignore')


def test_folders_that_are_none(folders, tmp_path):
    _fails((tmp_path / 'x', folders[1]), 'x is no folder')
    _fails((folders[0] / 'photo 0.png', folders[1]), 'photo 0.png is no folder')
    os.mkdir(tmp_path / 'empty')
    _fails((folders[0], tmp_path / 'empty'), 'empty has no labels (.npy, .png)')
