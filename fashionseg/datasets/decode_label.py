"""A label out of a PNG file."""

import zlib

import numpy as np

from fashionseg.engines.compiled_kernels.compiled import compiled

_SIGNATURE = b'\x89PNG\r\n\x1a\n'
# Of the header behind width and height: 4 bits a pixel, of a palette, not interlaced.
_KIND = bytes((4, 3, 0, 0, 0))


def decode_label(content, shape):
    """Reads what :func:`fashionseg.datasets.encode_label.encode_label` wrote.

    Pillow, which reads every PNG, takes longer. This is for files that are known to be
    whole: no sum of a chunk is checked.

    Args:
        content (bytes): The file.
        shape (tuple of int): Height and width that it should have.

    Returns:
        numpy.ndarray or None: (H, W) uint8 class ids; None for a file of another kind
        or size.
    """
    height, width = shape
    n_byte = (width + 1) // 2
    header = (b'\0\0\0\rIHDR' + width.to_bytes(4, 'big') + height.to_bytes(4, 'big')
              + _KIND)
    if not content.startswith(_SIGNATURE + header):
        return None
    packed, place = [], len(_SIGNATURE)
    while place + 8 <= len(content):
        size = int.from_bytes(content[place:place + 4], 'big')
        if content[place + 4:place + 8] == b'IDAT':
            packed.append(content[place + 8:place + 8 + size])
        place += 12 + size
    size = height * (1 + n_byte)
    try:
        rows = zlib.decompressobj().decompress(b''.join(packed), size)
    except zlib.error:
        return None
    if len(rows) != size:
        return None
    rows = np.frombuffer(rows, np.uint8).reshape(height, 1 + n_byte)
    label = np.empty((height, width), np.uint8)
    return label if _unpack(rows, label) else None


@compiled
def _unpack(rows, label):
    """Undoes the filter of each row, which its first byte tells, and spreads its bytes.

    Returns:
        bool: Whether there are no other filters than those of PNG.
    """
    width = label.shape[1]
    n_byte = rows.shape[1] - 1
    above, row = np.zeros(n_byte + 1, np.uint8), np.zeros(n_byte + 1, np.uint8)
    for i in range(len(rows)):
        kind, source = rows[i, 0], rows[i, 1:]
        if kind == 0:
            row[1:] = source
        elif kind == 1:
            for j in range(n_byte):
                row[j + 1] = source[j] + row[j]
        elif kind == 2:
            for j in range(n_byte):
                row[j + 1] = source[j] + above[j + 1]
        elif kind == 3:
            for j in range(n_byte):
                row[j + 1] = source[j] + (np.int64(row[j]) + above[j + 1]) // 2
        elif kind == 4:
            for j in range(n_byte):
                row[j + 1] = source[j] + _paeth(row[j], above[j + 1], above[j])
        else:
            return False
        for j in range(width // 2):
            label[i, 2 * j], label[i, 2 * j + 1] = row[j + 1] >> 4, row[j + 1] & 15
        if width % 2:
            label[i, width - 1] = row[n_byte] >> 4
        above, row = row, above
    return True


@compiled
def _paeth(left, above, corner):
    """Which of the three is the nearest to left + above - corner."""
    to_left = abs(np.int64(above) - corner)
    to_above = abs(np.int64(left) - corner)
    to_corner = abs(np.int64(left) + above - 2 * np.int64(corner))
    if to_left <= to_above and to_left <= to_corner:
        return left
    return above if to_above <= to_corner else corner
