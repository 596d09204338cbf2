"""One hash for all of a prepared data set."""

import hashlib
import json


def data_hash(index):
    """sha256 over the canonical JSON of an index without its own hash, hexadecimal."""
    rest = {key: value for key, value in index.items() if key != 'data_hash'}
    text = json.dumps(rest, sort_keys=True, separators=(',', ':'))
    return hashlib.sha256(text.encode()).hexdigest()
