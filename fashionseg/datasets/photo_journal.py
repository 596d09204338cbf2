"""Which photos of an unfinished data set are written already."""

import json
import os

from fashionseg.files import parse_json


class PhotoJournal:
    """One line of JSON for each photo that is written.

    Args:
        path (str): The file; made when the first photo is added.

    Attributes:
        entries (dict): Photo id to its entry, as far as the lines can be read. A kill
            may have cut the last one.
    """

    def __init__(self, path):
        self.entries = {}
        if os.path.exists(path):
            with open(path, encoding='utf-8', errors='replace') as f:
                for line in f:
                    self._read(line)
        self._file = open(path, 'a', encoding='utf-8')
        # A cut line must not swallow the next one.
        self._file.write('\n')

    def add(self, entry):
        """Notes a photo; what was noted survives a kill of this process."""
        self.entries[entry['id']] = entry
        self._file.write(json.dumps(entry) + '\n')
        self._file.flush()

    def close(self):
        """Closes the file."""
        self._file.close()

    def _read(self, line):
        try:
            entry = parse_json(line)
            self.entries[entry['id']] = entry
        except (KeyError, TypeError, ValueError):
            pass
