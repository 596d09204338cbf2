"""Labels and photos of the prepared form, read in fewer steps than Pillow takes."""

import hashlib
import io
import struct
import zlib

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st
from PIL import Image

from benchmarks.workloads.make_photos import make_photos
from fashionseg.datasets.decode_label import decode_label
from fashionseg.datasets.encode_label import encode_label
from fashionseg.datasets.jpeg_shape import jpeg_shape
from fashionseg.errors import UserError


def label_of(height, width, seed=0):
    random = np.random.default_rng(seed)
    blocks = random.integers(0, 14, (height // 3 + 1, width // 3 + 1))
    label = np.kron(blocks, np.ones((3, 3))).astype(np.uint8)[:height, :width]
    label[random.random(label.shape) < .02] = 13
    return label


def chunk(kind, data):
    return (struct.pack('>I', len(data)) + kind + data
            + struct.pack('>I', zlib.crc32(kind + data)))


def png(rows, width, n_idat=1, header=(4, 3, 0, 0, 0)):
    """A palette PNG of rows that are filtered already."""
    packed = zlib.compress(bytes(rows))
    step = -(-len(packed) // n_idat)
    parts = [packed[k:k + step] for k in range(0, len(packed), step)]
    return b''.join([
        b'\x89PNG\r\n\x1a\n',
        chunk(b'IHDR', struct.pack('>II5B', width, len(rows) // (1 + (width + 1) // 2),
                                   *header)),
        chunk(b'PLTE', bytes(range(48))), *(chunk(b'IDAT', part) for part in parts),
        chunk(b'IEND', b'')])


def pillow(content):
    with Image.open(io.BytesIO(content)) as image:
        assert image.mode == 'P'
        return np.array(image)


@pytest.mark.parametrize('shape', [(1, 1), (1, 2), (7, 9), (60, 41), (30, 200)])
def test_what_was_written_is_read(shape):
    label = label_of(*shape)
    result = decode_label(encode_label(label), shape)
    assert result.dtype == np.uint8
    np.testing.assert_array_equal(result, label)


@pytest.mark.parametrize('width', [1, 6, 9])
@pytest.mark.parametrize('kinds', [
    [0], [1], [2], [3], [4], [4, 3, 2, 1, 0], [2, 4, 3, 1, 3, 4]])
def test_every_filter_is_undone_as_pillow_does(kinds, width):
    random = np.random.default_rng(width)
    rows = bytearray()
    for k in range(12):
        rows.append(kinds[k % len(kinds)])
        rows += random.integers(0, 256, (width + 1) // 2, np.uint8).tobytes()
    content = png(rows, width, n_idat=3)
    np.testing.assert_array_equal(decode_label(content, (12, width)), pillow(content))


def test_other_files_are_left_to_pillow():
    label = label_of(8, 10)
    content = encode_label(label)
    assert decode_label(content, (10, 8)) is None
    assert decode_label(content, (8, 11)) is None
    assert decode_label(content[:-30], (8, 10)) is None
    assert decode_label(b'', (8, 10)) is None
    image = Image.fromarray(label)
    for mode, kind in (('L', 'PNG'), ('RGB', 'PNG'), ('L', 'BMP')):
        stream = io.BytesIO()
        image.convert(mode).save(stream, kind)
        assert decode_label(stream.getvalue(), (8, 10)) is None
    rows = bytes([0, 1, 2, 3] * 5)
    assert decode_label(png(rows, 6), (5, 6)) is not None
    assert decode_label(png(rows, 6, header=(4, 3, 0, 0, 1)), (5, 6)) is None
    assert decode_label(png(bytes([5, 1, 2, 3] * 5), 6), (5, 6)) is None
    assert decode_label(png(rows, 6).replace(b'IDAT', b'IDAX'), (5, 6)) is None


def test_no_more_is_unpacked_than_the_size_says():
    """The numbers of a header that lies, and of data that never end."""
    rows = bytes([0, 1, 2, 3] * 5)
    content = png(rows, 6)
    taller = content.replace(struct.pack('>II', 6, 5), struct.pack('>II', 6, 6))
    assert decode_label(taller, (6, 6)) is None
    longer = png(rows + bytes(1 << 20), 6)
    longer = longer.replace(longer[16:24], struct.pack('>II', 6, 5))
    np.testing.assert_array_equal(
        decode_label(longer, (5, 6)), decode_label(content, (5, 6)))


@hypothesis.given(st.data())
@hypothesis.settings(max_examples=200, deadline=None)
def test_damage_is_no_error(data):
    content = bytearray(encode_label(label_of(9, 12)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255))
    result = decode_label(bytes(content), (9, 12))
    assert result is None or result.shape == (9, 12)


@pytest.mark.parametrize('mode, n_channel', [('L', 1), ('RGB', 3), ('CMYK', 4)])
@pytest.mark.parametrize('progressive', [False, True])
def test_shape_of_a_jpeg(mode, n_channel, progressive):
    stream = io.BytesIO()
    Image.new(mode, (300, 7)).save(stream, 'JPEG', progressive=progressive,
                                   comment=b'\xff\xc0 no frame')
    assert jpeg_shape(stream.getvalue()) == (7, 300, n_channel)


def test_a_jpeg_that_can_be_read_in_two_ways_has_no_shape():
    stream = io.BytesIO()
    Image.new('RGB', (300, 7)).save(stream, 'JPEG')
    content = stream.getvalue()
    for odd in (b'\xff', b'\xff\xd0', b'\xff\x01', b'\xff\xda\0\2', b'\0'):
        assert jpeg_shape(content[:2] + odd + content[2:]) is None


@hypothesis.given(st.binary(max_size=60))
def test_other_bytes_have_no_shape_or_some(content):
    assert jpeg_shape(content) is None
    shape = jpeg_shape(b'\xff\xd8' + content)
    assert shape is None or len(shape) == 3


def test_a_photo_that_claims_to_be_huge_is_refused(tmp_path):
    """Whose digest is right: nobody takes memory for what it claims."""
    dataset, _ = make_photos(str(tmp_path / 'photos'), 1)
    entry = dataset._entries[0]
    path = tmp_path / 'photos' / entry['photo']
    content = bytearray(path.read_bytes())
    place = content.index(b'\xff\xc0') + 5
    content[place:place + 4] = struct.pack('>HH', 60000, 60000)
    path.write_bytes(content)
    entry['photo_sha256'] = hashlib.sha256(content).hexdigest()
    with pytest.raises(UserError, match='cannot be read .*prepare the data set again'):
        dataset[0]
