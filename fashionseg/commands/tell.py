"""What a command found, for people and for programs."""

import json
import sys

from fashionseg.files import write_json


def tell(lines, json_path, value):
    """Prints lines; writes the same as JSON when it was asked for.

    Args:
        lines (iterable of str): For people. They go to the error stream when the
            standard output is for JSON.
        json_path (str or None): What ``--json`` holds: a file, '-' for the standard
            output, or None.
        value: What JSON can hold.

    Raises:
        OSError: The file cannot be written.
    """
    stream = sys.stderr if json_path == '-' else sys.stdout
    for line in lines:
        print(line, file=stream)
    if json_path == '-':
        print(json.dumps(value, indent=1, allow_nan=False))
    elif json_path is not None:
        write_json(json_path, value)
