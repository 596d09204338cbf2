"""Three lines of Python: from photos to labels."""

import json
import os
import subprocess
import sys

import numpy as np
from PIL import Image
import pytest
from tests.parsing_tests.conftest import photo_of, red_segment

import fashionseg
from fashionseg.classes import CLASS_NAMES, PALETTE
from fashionseg.errors import UserError
from fashionseg.metrics import read_label_map
from fashionseg.parsing import ParsedPhoto, Parser, parser as module
from fashionseg.parsing.draw_overlay import draw_overlay
from fashionseg.parsing.one_ahead import one_ahead


def test_path_picture_and_array_are_one(parser, tmp_path):
    photo = photo_of([3, 9], 448, 100)
    Image.fromarray(photo).save(tmp_path / 'ä photo.png')
    expected = np.repeat([3, 9], 224)[:, None].repeat(100, 1)
    for given in (str(tmp_path / 'ä photo.png'), tmp_path / 'ä photo.png',
                  Image.fromarray(photo), photo, photo[::-1][::-1]):
        result = parser.predict(given)
        assert result.label.dtype == np.uint8
        np.testing.assert_array_equal(result.label, expected)
        np.testing.assert_array_equal(result.photo, photo)
    assert parser.predict(str(tmp_path / 'ä photo.png')).source == str(
        tmp_path / 'ä photo.png')
    assert parser.predict(photo).source is None


def test_order_of_colours_counts(parser):
    blue_green_red = photo_of([4], 30, 30)[..., ::-1]
    assert (parser.predict(blue_green_red).label == 0).all()
    assert (parser.predict(blue_green_red[..., ::-1]).label == 4).all()


@pytest.mark.parametrize('height, width', [
    (1, 1), (1, 5000), (3000, 2), (2, 40000), (224, 224), (97, 1501)])
def test_any_size(parser, height, width):
    result = parser.predict(photo_of([7], height, width))
    assert result.label.shape == (height, width) and (result.label == 7).all()


def test_list_gives_list(parser):
    photos = [photo_of([k % 14], 20 + k, 30) for k in range(21)]
    results = parser.predict(photos)
    assert [r.label.shape for r in results] == [(20 + k, 30) for k in range(21)]
    assert [r.label[0, 0] for r in results] == [k % 14 for k in range(21)]
    assert parser.predict([]) == []
    assert isinstance(parser.predict(photos[0]), ParsedPhoto)
    assert len(parser.predict((photos[0],))) == 1


@pytest.mark.parametrize('wrong, error, words', [
    (7, TypeError, 'a photo is a path, a PIL image or an array, not int'),
    (None, TypeError, 'not NoneType'),
    (np.zeros((4, 5), np.uint8), ValueError,
     r'uint8 \(H, W, 3\) RGB, not uint8 \(4, 5\)'),
    (np.zeros((3, 4, 5), np.uint8), ValueError, r'not uint8 \(3, 4, 5\)'),
    (np.zeros((4, 5, 3)), ValueError, 'not float64'),
    (np.zeros((0, 5, 3), np.uint8), ValueError, r'not uint8 \(0, 5, 3\)'),
    ('nowhere.jpg', UserError, 'cannot be read as a photo: it is not there')])
def test_what_is_no_photo(parser, wrong, error, words):
    with pytest.raises(error, match=words):
        parser.predict(wrong)
    with pytest.raises(error, match=words):
        parser.predict([photo_of([1], 5, 5), wrong])


def test_memory_of_large_photos_is_given_back_before_the_next(parser, monkeypatch):
    released, yielded = [], []
    monkeypatch.setattr(module, 'BATCH_PIXELS', 100 * 100)
    monkeypatch.setattr(module, 'release_memory', lambda: released.append(len(yielded)))
    small, large = photo_of([5], 9, 10), photo_of([5], 100, 101)
    # Batches: a small and a large one; eight small ones; a large one; a small one.
    for result in parser.predict_each([small, large, *8 * [small], large, small]):
        yielded.append(result)
    assert released == [2, 11]


def test_bad_photos_among_good_ones(parser, tmp_path):
    (tmp_path / 'bad.png').write_text('x')
    good = photo_of([5], 10, 10)
    given = [tmp_path / 'bad.png', good, good, tmp_path / 'bad.png'] * 5
    results = list(parser.predict_each(given))
    assert [isinstance(r, UserError) for r in results] == [True, False, False, True] * 5
    assert all((r.label == 5).all() for r in results if not isinstance(r, UserError))
    # A batch of bad ones alone needs no network.
    assert len(list(Parser(None).predict_each([tmp_path / 'bad.png'] * 30))) == 30


def test_only_a_few_photos_are_held_at_a_time(monkeypatch):
    """Large photos one by one, small ones some at a time, whatever comes behind."""
    monkeypatch.setattr(module, 'BATCH_PIXELS', 1000)
    for side, most, batch in ((40, 2, 1), (10, 2 * module.BATCH, module.BATCH)):
        made, taken, batches = 0, 0, []

        def photos():
            nonlocal made
            for _ in range(40):
                made += 1
                assert made - taken <= most + 1
                yield photo_of([1], side, side)

        def segment(x):
            batches.append(len(x))
            return red_segment(x)

        for _ in Parser(segment).predict_each(photos()):
            taken += 1
        assert taken == 40 and set(batches) == {batch}


def test_overlay_and_shares(parser):
    result = parser.predict(photo_of([0, 2, 2, 13], 448, 60, others=81))
    shares = result.shares
    assert list(shares) == list(CLASS_NAMES) and sum(shares.values()) == 1
    assert shares['background'] == 1 / 4 and shares['belt'] == 1 / 2
    assert shares['scarf & tie'] == 1 / 4 and shares['dress'] == 0
    overlay = result.overlay()
    assert overlay.dtype == np.uint8
    np.testing.assert_array_equal(overlay[:112], result.photo[:112])
    for row, class_id in ((112, 2), (335, 2), (336, 13), (447, 13)):
        expected = (result.photo[row, 0] // 2 + PALETTE[class_id] // 2)
        assert (overlay[row] == expected).all()


def test_overlay_of_noise():
    random = np.random.RandomState(0)
    photo = random.randint(0, 256, (600, 7, 3), np.uint8)
    label = random.randint(0, 14, (600, 7)).astype(np.uint8)
    before = photo.copy()
    overlay = draw_overlay(photo, label)
    for y, x in np.ndindex(label.shape):
        for c in range(3):
            mixed = photo[y, x, c] // 2 + PALETTE[label[y, x], c] // 2
            assert overlay[y, x, c] == (mixed if label[y, x] else photo[y, x, c])
    np.testing.assert_array_equal(photo, before)


def test_save(parser, tmp_path):
    result = parser.predict(photo_of([6, 1], 100, 50))
    path = tmp_path / 'new' / 'folder' / 'a.b.png'
    for _ in range(2):  # the second takes the place of the first
        assert result.save(path) == tuple(
            str(path.with_name(name)) for name in (
                'a.b.png', 'a.b_overlay.jpg', 'a.b.json'))
    assert sorted(os.listdir(path.parent)) == ['a.b.json', 'a.b.png', 'a.b_overlay.jpg']
    with Image.open(path) as image:
        assert image.mode == 'P'
        np.testing.assert_array_equal(
            np.array(image.convert('RGB')), PALETTE[result.label])
    np.testing.assert_array_equal(read_label_map(str(path)), result.label)
    with Image.open(path.with_name('a.b_overlay.jpg')) as image:
        difference = np.asarray(image).astype(int) - result.overlay()
        assert abs(difference).mean() < 3
    assert json.loads(path.with_name('a.b.json').read_text()) == {
        'photo': None, 'height': 100, 'width': 50, 'shares': result.shares}


def test_save_what_cannot_be(parser, tmp_path):
    result = parser.predict(photo_of([6], 10, 10))
    with pytest.raises(UserError, match='must end with .png'):
        result.save(tmp_path / 'x.jpg')
    long = parser.predict(photo_of([6], 1, 65501))
    with pytest.raises(UserError, match='side of 65501 pixels'):
        long.save(tmp_path / 'x.png')
    assert os.listdir(tmp_path) == []


def test_stopped_while_it_saves(parser, tmp_path, monkeypatch):
    result = parser.predict(photo_of([6], 10, 10))
    result.save(tmp_path / 'x.png')
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def stop(source, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, 'replace', stop)
    with pytest.raises(KeyboardInterrupt):
        parser.predict(photo_of([1], 10, 10)).save(tmp_path / 'x.png')
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_one_ahead():
    made = []

    def items():
        for k in range(5):
            made.append(k)
            yield k
        raise ValueError('end')

    taken = one_ahead(items())
    assert next(taken) == 0
    assert next(taken) == 1 and len(made) <= 3
    assert [next(taken) for _ in range(3)] == [2, 3, 4]
    with pytest.raises(ValueError, match='end'):
        next(taken)
    assert list(one_ahead([])) == []
    assert list(one_ahead([None, 0, None])) == [None, 0, None]


def test_import_stays_light():
    code = ('import sys, fashionseg\n'
            'assert not {"chainer", "numpy", "PIL"} & set(sys.modules)\n'
            'from fashionseg import Parser\n'
            'assert Parser.__name__ == "Parser" and "chainer" in sys.modules')
    subprocess.run([sys.executable, '-c', code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'parser_'"):
        fashionseg.parser_
    assert fashionseg.Parser is Parser
