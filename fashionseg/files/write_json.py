"""JSON files that are whole or not there."""

import json

from fashionseg.files.replace_file import replace_file


def write_json(path, value):
    """Writes ``value`` to ``path`` in one step; folders are made as needed.

    Args:
        path (str or os.PathLike): File.
        value: What JSON can hold, finite numbers only.

    Raises:
        OSError: The folder cannot be written, or the disk is full.
        TypeError, ValueError: JSON cannot hold the value; ``path`` is unchanged.
    """
    with replace_file(path) as temporary:
        with open(temporary, 'w', encoding='utf-8') as file:
            json.dump(value, file, indent=1, allow_nan=False)
            file.write('\n')
