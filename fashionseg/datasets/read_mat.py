"""One variable of a MATLAB file that nobody has to trust."""

import struct
import zlib

import scipy.io

_START, _TAG, _COMPRESSED = 128, 8, 15  # of MATLAB's format 5


def read_mat(path, key, most):
    """Reads a variable, if the file is as small as it should be.

    SciPy makes room for whatever a header claims, and cells in cells in cells end its
    process without a word: what is not large cannot be deep.

    Args:
        path (str): File.
        key (str): Name of the variable.
        most (int): Bytes of the file, unpacked.

    Returns:
        numpy.ndarray: The variable.

    Raises:
        ValueError: It is larger, or unpacks to more.
        Exception: Whatever a damaged file makes SciPy's parser meet.
    """
    with open(path, 'rb') as file:
        data = file.read(most + 1)
    order = '>' if data[_START - 2:_START] == b'MI' else '<'
    place, size = _START, len(data)
    while place + _TAG <= len(data) and size <= most:
        kind, length = struct.unpack_from(f'{order}II', data, place)
        place += _TAG
        if kind == _COMPRESSED:
            size += len(zlib.decompressobj().decompress(
                data[place:place + length], most + 1))
        place += length
    if size > most:
        raise ValueError(f'it holds more than {most} bytes')
    return scipy.io.loadmat(path, variable_names=[key])[key]
