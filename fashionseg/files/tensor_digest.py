"""The SHA-256 that a file of arrays carries in its own header."""

import hashlib
import os

KEY = 'sha256'
# What stands in the place of the digest while it is computed.
BLANK = '0' * 64
MOST_HEADER = 100_000_000  # safetensors' own bound
_CHUNK = 1 << 22


def tensor_digest(path):
    """Hashes a file as it would be with the digest in its header blanked.

    So every byte of the file is covered, the rest of the header among them.

    Args:
        path (str): File in safetensors' format.

    Returns:
        tuple: SHA-256 as 64 hexadecimal digits, the digits that the header claims, and
        their place in the file in bytes.

    Raises:
        ValueError: Not such a file, or without a digest.
        OSError: It cannot be read.
    """
    size = os.path.getsize(path)
    with open(path, 'rb') as file:
        start = file.read(8)
        length = int.from_bytes(start, 'little')
        if len(start) < 8 or length > min(MOST_HEADER, size - 8):
            raise ValueError('not a whole safetensors file')
        header = file.read(length)
        mark = f'"{KEY}":"'.encode()
        place = header.find(mark) + len(mark)
        claimed = header[place:place + len(BLANK)]
        if place < len(mark) or len(claimed) < len(BLANK):
            raise ValueError('no SHA-256 in its header')
        digest = hashlib.sha256(start)
        digest.update(header[:place] + BLANK.encode() + header[place + len(BLANK):])
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest(), claimed.decode('latin-1'), 8 + place
