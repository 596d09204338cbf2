"""JSON from a file."""

from fashionseg.files.parse_json import parse_json


def read_json(path):
    """Reads a JSON file.

    Args:
        path (str or os.PathLike): File, in UTF-8.

    Returns:
        The value.

    Raises:
        OSError: It cannot be read.
        ValueError: See :func:`~fashionseg.files.parse_json`.
    """
    with open(path, encoding='utf-8') as file:
        return parse_json(file.read())
