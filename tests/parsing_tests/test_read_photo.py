"""Photos of every kind of file."""

import io

import numpy as np
from PIL import Image
import pytest
from tests.parsing_tests.picture_kinds import BROKEN, COLOURS, KINDS, SIZE

from fashionseg.errors import UserError
from fashionseg.parsing import read_photo
from fashionseg.parsing.to_rgb import to_rgb


@pytest.mark.parametrize('name', KINDS)
def test_kinds(tmp_path, name):
    write, expected = KINDS[name]
    write(tmp_path / name)
    photo = read_photo(tmp_path / name)
    assert photo.dtype == np.uint8 and photo.shape == (*SIZE, 3)
    if expected.ndim == 2:
        expected = expected[..., None].repeat(3, 2)
    # JPEG and CMYK lose a little, most where the colours meet.
    lossy = 'jp' in name or 'cmyk' in name
    difference = np.abs(photo.astype(int) - expected)
    assert np.delete(difference, range(16, 24), 0).max() <= (4 if lossy else 0)
    assert lossy or difference.max() == 0


@pytest.mark.parametrize('name', BROKEN)
def test_broken_files(tmp_path, name):
    write, words = BROKEN[name]
    write(tmp_path / name)
    with pytest.raises(UserError) as error:
        read_photo(tmp_path / name)
    text = str(error.value)
    assert text.startswith(f'{tmp_path / name} cannot be read as a photo: ')
    assert words in text and '\n' not in text


def test_folder(tmp_path):
    with pytest.raises(UserError, match='Is a directory; name another file'):
        read_photo(tmp_path)


def test_picture_of_too_many_pixels(tmp_path, monkeypatch):
    KINDS['rgb.png'][0](tmp_path / 'x.png')
    monkeypatch.setattr(Image, 'MAX_IMAGE_PIXELS', 1000)
    with pytest.raises(UserError, match='more than 0 million pixels; make it smaller'):
        read_photo(tmp_path / 'x.png')


def test_no_memory(tmp_path, monkeypatch):
    def fail(*args):
        raise MemoryError

    KINDS['rgb.png'][0](tmp_path / 'x.png')
    monkeypatch.setattr(Image.Image, 'load', fail)
    with pytest.raises(UserError, match='too little memory for it'):
        read_photo(tmp_path / 'x.png')


def test_stream():
    stream = io.BytesIO()
    Image.fromarray(COLOURS).save(stream, 'PNG')
    np.testing.assert_array_equal(read_photo(stream), COLOURS)
    with pytest.raises(UserError, match='no picture that Pillow knows'):
        read_photo(io.BytesIO(b'x'))


def test_stop_is_no_damage(tmp_path, monkeypatch):
    def stop(*args):
        raise KeyboardInterrupt

    KINDS['rgb.png'][0](tmp_path / 'x.png')
    monkeypatch.setattr(Image.Image, 'load', stop)
    with pytest.raises(KeyboardInterrupt):
        read_photo(tmp_path / 'x.png')


@pytest.mark.parametrize('alpha, seen', [(255, 100), (0, 255), (51, 224)])
def test_half_transparent_is_laid_on_white(alpha, seen):
    # 100 * 51 / 255 + 255 * 204 / 255 = 20 + 204.
    image = Image.fromarray(np.full((2, 3, 4), (100, 100, 100, alpha), np.uint8))
    assert (to_rgb(image) == seen).all()


def test_picture_of_the_caller_stays_as_it_is():
    image = Image.fromarray(COLOURS)
    image.getexif()[0x0112] = 3
    turned = to_rgb(image)
    np.testing.assert_array_equal(turned, COLOURS[::-1, ::-1])
    np.testing.assert_array_equal(np.asarray(image), COLOURS)
    assert image.getexif()[0x0112] == 3
