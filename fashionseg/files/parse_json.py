"""JSON that nobody has to trust."""

import json
import re

# Half a character of two: no file, page or terminal can take it.
_HALF = re.compile(r'\\u[dD][89a-fA-F]')


def parse_json(text):
    """Parses JSON and refuses what a program can trip over.

    Args:
        text (str): JSON.

    Returns:
        The value.

    Raises:
        ValueError: Not JSON; nested too deep; a name that stands twice in one object,
            of which programs take the first or the last; half a character.
    """
    try:
        value = json.loads(text, object_pairs_hook=_to_dict)
    except RecursionError:
        raise ValueError('it is nested too deep') from None
    if _HALF.search(text):
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _to_dict(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'{twice!r} stands twice in one object')
    return found
