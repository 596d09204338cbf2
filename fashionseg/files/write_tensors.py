"""Arrays and text in one file that is whole or not there."""

import json
import os
import re

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import save_file

from fashionseg.files.replace_file import replace_file
from fashionseg.files.tensor_digest import BLANK, KEY, tensor_digest


def write_tensors(path, arrays, metadata):
    """Writes a safetensors file with its own SHA-256, in one step.

    The same arrays and texts give the same bytes.

    Every program that knows safetensors reads it; :func:`read_tensors` also checks the
    digest, which stands in the metadata under ``sha256``.

    Args:
        path (str or os.PathLike): File.
        arrays (dict): Name -> numpy.ndarray of numbers or bools, any shape.
        metadata (dict): Name -> str.

    Returns:
        str: The SHA-256, 64 hexadecimal digits.

    Raises:
        OSError: The folder cannot be written, or the disk is full; ``path`` is
            unchanged.
        ValueError: The metadata has a ``sha256`` already.
    """
    if KEY in metadata:
        raise ValueError(f'{KEY} is not for the caller to give')
    arrays = {name: np.require(array, requirements='C')
              for name, array in arrays.items()}
    with replace_file(path) as temporary:
        _save(arrays, temporary, {**metadata, KEY: BLANK})
        _sort_metadata(temporary)
        digest, _, place = tensor_digest(temporary)
        with open(temporary, 'rb+') as file:
            file.seek(place)
            file.write(digest.encode())
    return digest


def _save(arrays, path, metadata):
    # The library makes files that nobody else may read; this one shall be as any other.
    open(path, 'wb').close()
    mode = os.stat(path).st_mode
    try:
        save_file(arrays, path, metadata)
        os.chmod(path, mode)
    except SafetensorError as error:
        # What the system said stands in the text alone.
        code = re.search(r'os error (\d+)', str(error))
        if code is None:
            raise
        code = int(code[1])
        raise OSError(code, os.strerror(code), path) from None


def _sort_metadata(path):
    # The library writes the texts in an order that changes from call to call.
    with open(path, 'rb+') as file:
        length = int.from_bytes(file.read(8), 'little')
        header = json.loads(file.read(length))
        header['__metadata__'] = dict(sorted(header['__metadata__'].items()))
        text = json.dumps(header, ensure_ascii=False, separators=(',', ':')).encode()
        file.seek(8)
        file.write(text.ljust(length))
