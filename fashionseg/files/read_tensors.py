"""Arrays and text from a file that nobody has to trust."""

from safetensors import SafetensorError, safe_open

from fashionseg.errors import UserError
from fashionseg.files.tensor_digest import tensor_digest


def read_tensors(path):
    """Reads a file of :func:`write_tensors` after checking every byte of it.

    Nothing in it is executed or unpacked: the format is numbers behind a table.

    Args:
        path (str or os.PathLike): File.

    Returns:
        tuple: ``arrays`` (name -> numpy.ndarray) and ``metadata`` (name -> str).

    Raises:
        UserError: Naming the file and what is wrong with it: not there, cut off,
            changed, another format, or without a SHA-256.
    """
    try:
        digest, claimed, _ = tensor_digest(path)
        if digest != claimed:
            raise ValueError('its SHA-256 is not the one in its header')
        with safe_open(path, framework='np') as file:
            arrays = {name: file.get_tensor(name) for name in file.keys()}
            metadata = dict(file.metadata())
    except OSError as error:
        raise UserError(f'{path} cannot be read ({error.strerror or error})') from None
    except (KeyError, SafetensorError, TypeError, ValueError) as error:
        raise UserError(f'{path} is damaged or of another kind: {error}') from None
    return arrays, metadata
