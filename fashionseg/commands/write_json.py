"""JSON files that are whole or not there."""

import json
import os


def write_json(path, value):
    """Writes ``value`` to ``path`` in one step; folders are made as needed."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    temporary = f'{path}.{os.getpid()}.tmp'
    try:
        with open(temporary, 'w', encoding='utf-8') as file:
            json.dump(value, file, indent=1, allow_nan=False)
            file.write('\n')
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
