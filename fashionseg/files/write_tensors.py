"""Arrays and text in one file that is whole or not there."""

import numpy as np
from safetensors.numpy import save_file

from fashionseg.files.replace_file import replace_file
from fashionseg.files.tensor_digest import BLANK, KEY, tensor_digest


def write_tensors(path, arrays, metadata):
    """Writes a safetensors file with its own SHA-256, in one step.

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
        save_file(arrays, temporary, {**metadata, KEY: BLANK})
        digest, _, place = tensor_digest(temporary)
        with open(temporary, 'rb+') as file:
            file.seek(place)
            file.write(digest.encode())
    return digest
