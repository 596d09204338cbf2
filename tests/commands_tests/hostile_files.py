"""Makers of files that want to do harm."""

import hashlib
import io
import json
import os
import pickle
import struct
import zipfile
import zlib

import numpy as np
from PIL import Image

BLANK = '0' * 64
BOMB = 3 << 29  # bytes of zeros, 1.5 GiB: more than a test may take
_BLOCK = 1 << 20


class Payload:
    """Makes a folder where somebody unpickles it."""

    def __init__(self, marker):
        self._marker = str(marker)

    def __reduce__(self):
        return os.mkdir, (self._marker,)


def pickled(marker):
    return pickle.dumps(Payload(marker))


def npy_of_objects(marker):
    return _saved(np.save, np.array([Payload(marker)], object))


def npz_of_objects(marker):
    return _saved(np.savez, a=np.array([Payload(marker)], object))


def zip_with_names(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w') as archive:
        for name in names:
            archive.writestr(name, b'x')
    return file.getvalue()


def npz_bomb():
    """1.5 GiB of zeros behind the header of an array, in 1.5 MB."""
    head = npy_header((BOMB,), '|u1')
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(_BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + block * (BOMB // _BLOCK) + packer.flush()
    sizes = struct.pack('<III', 0, len(packed), len(head) + BOMB)
    name = b'a.npy'
    local = b'PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0' + sizes + struct.pack(
        '<HH', len(name), 0) + name
    central = (b'PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0' + sizes
               + struct.pack('<HHHHHII', len(name), 0, 0, 0, 0, 0, 0) + name)
    end = b'PK\x05\x06\0\0\0\0\x01\0\x01\0' + struct.pack(
        '<IIH', len(central), len(local) + len(packed), 0)
    return local + packed + central + end


def npy_header(shape, kind):
    file = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        file, {'descr': kind, 'fortran_order': False, 'shape': shape})
    return file.getvalue()


def npy(array):
    return _saved(np.save, np.asarray(array))


def mat_of_cells(depth, name=b'label_list'):
    """A cell in a cell in a cell ..., in MATLAB's format."""
    def element(kind, data):
        return struct.pack('<II', kind, len(data)) + data + bytes(-len(data) % 8)

    def head(kind, name):
        return (element(6, struct.pack('<II', kind, 0))
                + element(5, struct.pack('<ii', 1, 1)) + element(1, name))

    parts = [head(6, b'') + element(9, struct.pack('<d', 1))]
    length = len(parts[0]) + 8
    parts.append(struct.pack('<II', 14, length - 8))
    for k in range(depth):
        cell = head(1, name if k == depth - 1 else b'')
        parts += [cell, struct.pack('<II', 14, len(cell) + length)]
        length += len(cell) + 8
    return _mat_start() + b''.join(reversed(parts))


def mat_bomb():
    """An element that unpacks to 1.5 GiB."""
    packer = zlib.compressobj(9)
    start = packer.compress(struct.pack('<II', 14, BOMB)) + packer.flush(
        zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(_BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + block * (BOMB // _BLOCK) + packer.flush()
    return _mat_start() + struct.pack('<II', 15, len(packed)) + packed


def png_bomb():
    """A whole picture of 60,000 x 60,000 black pixels."""
    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data
                + struct.pack('>I', zlib.crc32(kind + data)))

    rows = zlib.compress(bytes(60_001 * 100))
    return (b'\x89PNG\r\n\x1a\n'
            + chunk(b'IHDR', struct.pack('>IIBBBBB', 60_000, 60_000, 8, 0, 0, 0, 0))
            + chunk(b'IDAT', rows) + chunk(b'IEND', b''))


def png(array):
    file = io.BytesIO()
    Image.fromarray(np.asarray(array, np.uint8)).save(file, 'png')
    return file.getvalue()


def tensors(header, body=b'', sha256=None):
    """A safetensors file with whatever header, and the digest that belongs to it.

    Args:
        header (dict or str): JSON; as a dict it gets the place of the digest.
        body (bytes): What stands behind it.
        sha256 (str): A digest to write in place of the right one.
    """
    if isinstance(header, dict):
        texts = {**header.pop('__metadata__', {}), 'sha256': BLANK}
        header = json.dumps({'__metadata__': texts, **header})
    header = header.replace('": "' + BLANK, '":"' + BLANK).encode()
    start = struct.pack('<Q', len(header))
    digest = sha256 or hashlib.sha256(start + header + body).hexdigest()
    return start + header.replace(BLANK.encode(), digest.encode()) + body


def nested(depth=100_000):
    return '[' * depth + ']' * depth


def _mat_start():
    return b'MATLAB 5.0 MAT-file'.ljust(124) + struct.pack('<H', 0x100) + b'IM'


def _saved(save, *arrays, **named):
    file = io.BytesIO()
    save(file, *arrays, **named)
    return file.getvalue()
